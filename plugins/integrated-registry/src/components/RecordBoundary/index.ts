export { RecordBoundary } from './RecordBoundary';
