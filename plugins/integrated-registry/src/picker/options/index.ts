export {
  type Container,
  containersHolding,
  containersOf,
  isContainer,
} from './containers';
export { OwnWorkspace } from './OwnWorkspace';
export { describeRules } from './describeRules';
export { fieldsIn, type FormField } from './fieldsIn';
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
