import { IntegrationService } from '../integrations';
import { Handlers } from './handlers';

export function integrationHandlers(
  service: IntegrationService,
): Pick<
  Handlers,
  | 'listIntegrations'
  | 'createIntegration'
  | 'getIntegration'
  | 'updateIntegration'
  | 'deleteIntegration'
  | 'testConnection'
  | 'refreshIntegration'
  | 'cancelCrawl'
  | 'forgetKeptRepositories'
> {
  return {
    listIntegrations: ({ query }, options) => service.list(query, options),
    createIntegration: ({ query, body }, options) =>
      service.create(body, { ...options, verify: query.verify }),
    getIntegration: ({ id }, options) => service.get(id, options),
    updateIntegration: ({ id, etag, query, body }, options) =>
      service.update(id, etag, body, { ...options, verify: query.verify }),
    deleteIntegration: ({ id, etag }, options) =>
      service.remove(id, etag, options),
    testConnection: ({ body }, options) => service.test(body, options),
    refreshIntegration: ({ id }, options) => service.refresh(id, options),
    cancelCrawl: ({ id }, options) => service.cancelCrawl(id, options),
    forgetKeptRepositories: ({ id }, options) =>
      service.forgetKept(id, options),
  };
}
