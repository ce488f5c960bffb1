export * from './Message';
export * from './worded';
