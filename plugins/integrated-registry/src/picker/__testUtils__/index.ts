export * from './renderPicker';
