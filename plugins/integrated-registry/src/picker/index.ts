export { ImagePicker, imagePickerFormField, validateImage } from './field';
export {
  type ImagePickerOptions,
  imagePickerSchema,
  type ImagePickerValue,
} from './options';
