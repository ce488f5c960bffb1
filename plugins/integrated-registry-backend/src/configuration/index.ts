export * from './readConfiguredIntegrations';
export * from './readSettings';
export * from './syncConfiguredIntegrations';
export * from './tellOfChange';
