export { CallNotebook } from './CallNotebook';
export { DatabaseWebhookStore } from './DatabaseWebhookStore';
export { RefusalLimit } from './RefusalLimit';
export { RepositoryRefresher } from './RepositoryRefresher';
export { webhookRoutes } from './routes';
export { webhookHandler } from './webhookHandler';
export { Webhooks } from './Webhooks';
export { reencryptWebhooks } from './webhookSecrets';
