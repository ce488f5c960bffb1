export * from './imagePickerOptions';
export {
  imagePolicyProperties,
  imagePolicySchema,
  pinSchema,
  type ImagePolicy,
  type ImagePolicyInput,
  type Pin,
} from './imagePolicy';
export {
  imageRuleNames,
  imageRules,
  imageRuleShape,
  needsFact,
  severities,
  verdictNames,
  type ImageFact,
  type ImageRuleName,
} from './imageRules';
export { platformNameSchema } from './platformName';
