export * from './ShareDialog';
