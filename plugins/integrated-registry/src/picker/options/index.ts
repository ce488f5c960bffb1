export { type Container, isContainer } from './containers';
export { type FormField } from './fieldsIn';
export { describeRules } from './describeRules';
export {
  describeNewest,
  policyOf,
  referenceOf,
  refusalOf,
  repositoryFilterOf,
  repositoryIn,
  takesRepository,
  toValue,
} from './options';
export {
  type ImagePickerOptions,
  type ImagePickerProps,
  type ImagePickerValue,
  imagePickerSchema,
} from './schema';
export { PickerFrame } from './PickerFrame';
export { usePickerField, useUnset } from './usePickerField';
export {
  problemsIn,
  validateFields,
  type ValidationContext,
  type ValidationTools,
} from './validateFields';
