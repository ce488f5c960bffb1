export { ImagePicker } from './ImagePicker';
export {
  imagePickerSchema,
  type ImagePickerOptions,
  type ImagePickerValue,
} from './schema';
export { validateImage } from './validateImage';
