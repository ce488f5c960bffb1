export { ImageCard } from './ImageCard';
export { isContainerImageAvailable } from './imagesOf';
