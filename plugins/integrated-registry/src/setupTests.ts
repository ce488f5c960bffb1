import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';

// Patience for busy machines.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(90_000);

// jsdom has no layout. Lists that draw only what is in view would find no room to draw in.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
  configurable: true,
  get(this: HTMLElement) {
    if (this.getAttribute('role') === 'listbox') {
      return 580;
    }
    return this.childElementCount > 1 ? 58 : 38;
  },
});
