export * from './renderForm';
export * from './renderPicker';
