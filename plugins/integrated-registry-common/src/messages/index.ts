export * from './foreignText';
export * from './Message';
export * from './worded';
