export { RegistryHealthMonitor } from './RegistryHealthMonitor';
