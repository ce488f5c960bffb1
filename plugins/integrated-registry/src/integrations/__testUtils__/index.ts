export * from './renderForm';
export * from './renderPage';
