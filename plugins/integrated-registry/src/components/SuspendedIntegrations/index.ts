export * from './SuspendedIntegrations';
