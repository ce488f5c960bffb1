export { NamespacesPanel } from './NamespacesPanel';
