import { Integration } from 'backstage-plugin-integrated-registry-common';

/**
 * As much of an integration as the caller may see: admins and members all of it, whom it is only
 * shared with its name, type and health.
 */
export function presentFor(
  integration: Integration,
  caller: { manages: boolean; inside: boolean },
): Integration {
  if (caller.manages || caller.inside) {
    return { ...integration, access: caller.manages ? 'manage' : 'use' };
  }
  const { id, type, name, health, repositoryIndex, managedBy } = integration;
  return {
    id,
    type,
    name,
    health,
    repositoryIndex,
    managedBy,
    access: 'shared',
  };
}
