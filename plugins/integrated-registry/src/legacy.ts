/**
 * The same for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export { ANNOTATION_IMAGE } from './annotations';
export { integratedRegistryApiRef } from './api';
export {
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './components/WorkspaceMembersOnly';
export type {
  ImagePickerOptions,
  ImagePickerValue,
} from './components/ImagePicker';
export { isContainerImageAvailable } from './components/ImageCard';
export { useHasWorkspaces } from './hooks';
export {
  EntityContainerImageCard,
  EntityLinkedRegistriesCard,
  IntegratedRegistryPage,
  integratedRegistryPlugin,
  RegistryImagePickerFieldExtension,
} from './legacyPlugin';
export {
  integratedRegistryTranslationRef,
  type IntegratedRegistryMessages,
} from './translation';
