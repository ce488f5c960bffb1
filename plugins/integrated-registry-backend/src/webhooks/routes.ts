import { AdmittedToIntegration, integration, route, Routes } from '../access';
import { Webhooks } from './Webhooks';

export function webhookRoutes(
  webhooks: Webhooks,
): Pick<Routes, 'getWebhook' | 'renewWebhook' | 'removeWebhook'> {
  return {
    getWebhook: route({
      admit: integration('update'),
      audit: 'refusals',
      run: admitted => webhooks.get(admitted),
    }),
    renewWebhook: route({
      admit: integration('update'),
      audit: {
        event: 'webhook-secret-renew',
        meta: itsId,
        admitted: itsWorkspace,
      },
      run: (admitted, _input, call) => webhooks.renew(admitted, call),
    }),
    removeWebhook: route({
      admit: integration('update'),
      audit: {
        event: 'webhook-secret-remove',
        meta: itsId,
        admitted: itsWorkspace,
      },
      run: admitted => webhooks.remove(admitted),
    }),
  };
}

function itsId({ id }: { id: string }) {
  return { integrationId: id };
}

function itsWorkspace({ integration: { workspace } }: AdmittedToIntegration) {
  return { workspace };
}
