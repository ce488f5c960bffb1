export * from './ImageReference';
