import {
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { integratedRegistryPermissions } from './permissions';

describe('integratedRegistryPermissions', () => {
  // Policies of adopters are written against these names.
  it('keeps its names, resource types and actions', () => {
    expect(
      integratedRegistryPermissions.map((permission: Permission) => [
        permission.name,
        isResourcePermission(permission) ? permission.resourceType : undefined,
        permission.attributes.action,
      ]),
    ).toEqual([
      ['integrated-registry.access', undefined, 'read'],
      ['integrated-registry.image-use.create', undefined, 'create'],
      ['integrated-registry.namespace.bind', undefined, undefined],
      [
        'integrated-registry.integration.create',
        'integrated-registry-workspace',
        'create',
      ],
      [
        'integrated-registry.integration.read',
        'integrated-registry-integration',
        'read',
      ],
      [
        'integrated-registry.integration.use',
        'integrated-registry-integration',
        undefined,
      ],
      [
        'integrated-registry.integration.update',
        'integrated-registry-integration',
        'update',
      ],
      [
        'integrated-registry.integration.delete',
        'integrated-registry-integration',
        'delete',
      ],
      [
        'integrated-registry.integration.credential',
        'integrated-registry-integration',
        undefined,
      ],
    ]);
  });
});
