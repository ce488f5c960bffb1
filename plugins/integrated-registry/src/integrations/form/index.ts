export { IntegrationFormDialog } from './IntegrationFormDialog';
