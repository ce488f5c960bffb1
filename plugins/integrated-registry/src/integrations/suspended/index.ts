export { SuspendedIntegrations } from './SuspendedIntegrations';
