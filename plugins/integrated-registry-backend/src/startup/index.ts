export { openDatabase } from './openDatabase';
export { startBackend } from './startBackend';
