export { containersHolding, containersOf } from './containers';
export { describeRules } from './describeRules';
export { type FormImage, imagesIn } from './imagesIn';
export { describeWrongWorkspace, namedWorkspace } from './namedWorkspace';
export {
  describeNewest,
  describeOptionProblem,
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
export { useFieldSettings } from './useFieldSettings';
