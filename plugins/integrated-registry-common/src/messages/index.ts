export { catalogue as messageCatalogue } from './catalogue';
export * from './Message';
export * from './worded';
