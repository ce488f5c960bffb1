/**
 * The Integrated Registry page, the Linked registries card and the image picker.
 *
 * @packageDocumentation
 */
export { ANNOTATION_IMAGE } from './annotations';
export { integratedRegistryApiRef } from './api';
export {
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './components/WorkspaceMembersOnly';
export { useHasWorkspaces } from './hooks';
export { integratedRegistryPlugin as default } from './plugin';
export {
  integratedRegistryTranslationRef,
  type IntegratedRegistryMessages,
} from './translation';
