export * from './familiarImageReference';
export { formatImageReference, type ImageReference } from './ImageReference';
export * from './ImageReferenceError';
export { parseImageReference } from './parseImageReference';
