export * from './JfrogProvider';
