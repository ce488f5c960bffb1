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
  type ImageFact,
  type ImageRuleName,
} from './imageRules';
export { newestTagSchema, type NewestTag } from './newestTag';
export { platformNameSchema } from './platformName';
export {
  artifactTypesInQuerySchema,
  globsForQuery,
  globsInQuerySchema,
  tagRulesInQuery,
} from './rulesInQuery';
export { ruleVerdictSchema, type RuleVerdict } from './ruleVerdict';
