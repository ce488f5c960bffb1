export { TestConnectionDialog } from './TestConnectionDialog';
