export { ANNOTATION_IMAGE } from './annotations';
export { ImageCard } from './ImageCard';
export { isContainerImageAvailable } from './imagesOf';
