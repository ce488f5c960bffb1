export { WebhookDialog } from './WebhookDialog';
