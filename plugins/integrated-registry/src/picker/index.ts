export { ImagePicker, imagePickerFormField, validateImage } from './field';
export {
  namespacePickerFormField,
  type NamespacePickerOptions,
  namespacePickerSchema,
  type NamespacePickerValue,
  validateNamespace,
  WorkspaceNamespacePicker,
} from './namespace';
export {
  type ImagePickerOptions,
  imagePickerSchema,
  type ImagePickerValue,
} from './options';
