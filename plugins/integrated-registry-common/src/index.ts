/**
 * The HTTP contract, permissions, image references and typed client of the Integrated Registry.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './contract';
export * from './imageChoice';
export {
  familiarImageReference,
  formatImageReference,
  IMAGE_HOST_PROJECT,
  imageNameOf,
  type ImageReference,
  ImageReferenceError,
  type ImageReferencePart,
  isDockerHub,
  parseImageReference,
  repositoryOfImageName,
} from './imageReference';
export * from './messages';
export * from './patterns';
export * from './permissions';
