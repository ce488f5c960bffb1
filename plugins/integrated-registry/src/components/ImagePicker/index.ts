export { ImagePicker } from './ImagePicker';
export { imagePickerSchema } from './schema';
export { validateImage } from './validateImage';
