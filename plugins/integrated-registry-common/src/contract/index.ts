export type { ApiRoute } from './ApiRoute';
export * from './artifactKind';
export * from './artifacts';
export * from './connectionTests';
export * from './describeIssues';
export * from './encryptionKeys';
export * from './errorAnswer';
export * from './errors';
export * from './gaps';
export {
  globsForQuery,
  imagePickerOptionsIn,
  imagePickerOptionsJsonSchema,
  imagePolicyOf,
  imagePolicyProperties,
  imagePolicySchema,
  imageRuleNames,
  needsFact,
  pinSchema,
  platformNameSchema,
  severities,
} from './imageRules';
export type {
  ImageFact,
  ImagePickerOptions,
  ImagePolicy,
  ImagePolicyInput,
  ImageRuleName,
  NewestTag,
  Pin,
  RuleVerdict,
} from './imageRules';
export * from './images';
export type * from './IntegrationField';
export { integrationFields } from './integrationFields';
export type { IntegrationFields } from './integrationFields';
export {
  passwordSchema,
  sharingRequestSchema,
  sharingSchema,
  tlsSettingsSchema,
  usernameSchema,
} from './integrationFieldSchemas';
export type {
  Sharing,
  SharingRequest,
  TlsSettings,
} from './integrationFieldSchemas';
export * from './integrationLimits';
export * from './integrations';
export {
  integrationFieldsWith,
  integrationFormEntries,
} from './integrationShapes';
export type {
  IntegrationFieldName,
  IntegrationFieldNameWith,
  IntegrationFieldValues,
  IntegrationFormEntry,
  IntegrationFormInputName,
} from './integrationShapes';
export * from './integrationStates';
export { messageOfIssue } from './issueTexts';
export * from './jsonExcess';
export * from './namespaces';
export * from './openapi';
export * from './paging';
export * from './passwordBinding';
export {
  namespacePickerOptionsIn,
  namespacePickerOptionsJsonSchema,
} from './pickerOptions';
export type { NamespacePickerOptions, ReadOptions } from './pickerOptions';
export * from './providers';
export * from './pullCredentials';
export * from './recogniseVendor';
export * from './registryAddress';
export * from './repositories';
export { formatBytes, maxBodyBytesOf, requestLimits } from './requestLimits';
export * from './routes';
export type { FieldCode, HelpCode } from './text';
export * from './vulnerabilities';
export { receiveWebhookRoute } from './webhooks';
export type { NewWebhook, Webhook, WebhookReceipt } from './webhooks';
export * from './workspaces';
