export { RemoveDialog } from './RemoveDialog';
