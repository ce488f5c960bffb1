import { BackendFeature } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog that has what the test says at the time; it may also throw. */
export function changingCatalog(entities: () => Entity[]): BackendFeature {
  const catalog = () => catalogServiceMock({ entities: entities() });
  return catalogServiceMock.mock({
    queryEntities: async (request, options) =>
      catalog().queryEntities(request, options),
    getEntitiesByRefs: async (request, options) =>
      catalog().getEntitiesByRefs(request, options),
  }).factory;
}
