export { ChooseImageDialog } from './ChooseImageDialog';
