import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Patience for busy machines.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(120_000);
