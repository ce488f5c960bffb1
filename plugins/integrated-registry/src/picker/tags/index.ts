export { TagPane } from './TagPane';
