import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ImagePicker } from './ImagePicker';
import { imagePickerSchema } from '../options';
import { validateImage } from './validateImage';

/** `ui:field: RegistryImagePicker` */
export const imagePickerFormField = createFormField({
  name: 'RegistryImagePicker',
  component: ImagePicker,
  validation: validateImage,
  schema: imagePickerSchema,
});
