import { createPermission } from '@backstage/plugin-permission-common';

/** @public */
export const RESOURCE_TYPE_WORKSPACE = 'integrated-registry-workspace';
/** @public */
export const RESOURCE_TYPE_INTEGRATION = 'integrated-registry-integration';

/**
 * Use the Integrated Registry at all. A service token that is restricted to the action `read` may
 * enter, too.
 *
 * @public
 */
export const accessPermission = createPermission({
  name: 'integrated-registry.access',
  attributes: { action: 'read' },
});

/** Record that an entity uses an image. @public */
export const imageUseCreatePermission = createPermission({
  name: 'integrated-registry.image-use.create',
  attributes: { action: 'create' },
});

/** Bind namespaces of clusters to workspaces; only platform admins do. @public */
export const namespaceBindPermission = createPermission({
  name: 'integrated-registry.namespace.bind',
  attributes: {},
});

/** Integrate a registry for a workspace. @public */
export const integrationCreatePermission = createPermission({
  name: 'integrated-registry.integration.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** See an integration. @public */
export const integrationReadPermission = createPermission({
  name: 'integrated-registry.integration.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/** Browse and choose images of an integration. @public */
export const integrationUsePermission = createPermission({
  name: 'integrated-registry.integration.use',
  attributes: {},
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/** Change, test or refresh an integration. @public */
export const integrationUpdatePermission = createPermission({
  name: 'integrated-registry.integration.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/** Remove an integration. @public */
export const integrationDeletePermission = createPermission({
  name: 'integrated-registry.integration.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/**
 * Put in, replace or take away an integration's credential, and decide which credential goes into the
 * pull secrets of a workspace.
 *
 * @public
 */
export const integrationCredentialPermission = createPermission({
  name: 'integrated-registry.integration.credential',
  attributes: {},
  resourceType: RESOURCE_TYPE_INTEGRATION,
});

/** @public */
export const integrationPermissions = [
  integrationReadPermission,
  integrationUsePermission,
  integrationUpdatePermission,
  integrationDeletePermission,
  integrationCredentialPermission,
];

/** Every permission of the plugin. @public */
export const integratedRegistryPermissions = [
  accessPermission,
  imageUseCreatePermission,
  namespaceBindPermission,
  integrationCreatePermission,
  ...integrationPermissions,
];
