/**
 * The same for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export { integratedRegistryApiRef } from './api';
export { ANNOTATION_IMAGE, isContainerImageAvailable } from './images';
export {
  EntityContainerImageCard,
  EntityLinkedRegistriesCard,
  IntegratedRegistryPage,
  integratedRegistryPlugin,
  RegistryImagePickerFieldExtension,
  WorkspaceNamespacePickerFieldExtension,
} from './legacyPlugin';
export type {
  ImagePickerOptions,
  ImagePickerValue,
  NamespacePickerOptions,
  NamespacePickerValue,
} from './picker';
export {
  integratedRegistryTranslationRef,
  type IntegratedRegistryMessages,
} from './translations';
export {
  useHasWorkspaces,
  WorkspaceMembersOnly,
  type WorkspaceMembersOnlyProps,
} from './workspaces';
