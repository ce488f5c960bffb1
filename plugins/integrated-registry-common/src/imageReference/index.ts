export { findDigestProblem } from './digest';
export { isDockerHub } from './domain';
export * from './familiarImageReference';
export * from './imageHost';
export { formatImageReference, type ImageReference } from './ImageReference';
export * from './ImageReferenceError';
export { parseImageReference } from './parseImageReference';
export { findRepositoryProblem } from './repository';
export { findTagProblem } from './tag';
