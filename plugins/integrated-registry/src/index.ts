/**
 * The Integrated Registry page, the Linked registries card and the image picker.
 *
 * @packageDocumentation
 */
export { integratedRegistryApiRef } from './api';
export { ANNOTATION_IMAGE } from './images';
export { integratedRegistryPlugin as default } from './plugin';
export {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
  type IntegratedRegistryMessages,
} from './translations';
export {
  useHasWorkspaces,
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './workspaces';
