export { ImageBrowser } from './ImageBrowser';
export { ImageSearch } from './ImageSearch';
export { InteractiveDeadline } from './InteractiveDeadline';
export { ImageMatcher } from './resolve/ImageMatcher';
export { ImageResolver } from './resolve/ImageResolver';
export { imageRoutes } from './routes';
export { DatabaseImageUseStore } from './uses/DatabaseImageUseStore';
export { ImageUses } from './uses/ImageUses';
export type { ImageUseLimits } from './uses/trimImageUses';
