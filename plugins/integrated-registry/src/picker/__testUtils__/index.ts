export * from './namespaceField';
export * from './renderForm';
export * from './renderPicker';
