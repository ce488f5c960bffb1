export { imagePickerFormField } from './extension';
export { ImagePicker } from './ImagePicker';
export { validateImage } from './validateImage';
