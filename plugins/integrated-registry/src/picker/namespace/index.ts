export { namespacePickerFormField } from './extension';
export {
  type NamespacePickerOptions,
  namespacePickerSchema,
  type NamespacePickerValue,
} from './schema';
export { validateNamespace } from './validateNamespace';
export { WorkspaceNamespacePicker } from './WorkspaceNamespacePicker';
