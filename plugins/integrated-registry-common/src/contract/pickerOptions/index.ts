export { describeUnknown } from './describeUnknown';
export {
  type NamespacePickerOptions,
  namespacePickerOptionsIn,
  namespacePickerOptionsJsonSchema,
} from './namespacePickerOptions';
export {
  pickerOptionsIn,
  pickerOptionsJsonSchema,
  pickerOptionsSchema,
  type ReadOptions,
  readPickerOptions,
  workspaceOptionShape,
} from './pickerOptions';
