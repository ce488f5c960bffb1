import {
  ImagePolicy,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../../../model';
import { matchesRepository } from '../../../platform';
import { JudgedImage, Verdict } from './JudgedImage';

/**
 * Does the platform stand behind the name? Any workspace may give one: that of an integration of the
 * configuration, or of one that is shared, which platform admins alone do, is no claim of theirs.
 */
export function isNameConfirmed({
  managedBy,
  sharing,
}: Pick<StoredIntegration, 'managedBy' | 'sharing'>): boolean {
  return managedBy === 'config' || sharing.with !== 'nobody';
}

/** Do the rules let images of this integration through? Those by name hold for confirmed names only. */
export function isRegistryAllowed(
  integration: StoredIntegration,
  { registries }: ImagePolicy,
): boolean {
  return (
    !registries ||
    registries.includes(integration.id) ||
    (registries.includes(integration.name) && isNameConfirmed(integration))
  );
}

export function isTypeAllowed(
  { type }: Pick<StoredIntegration, 'type'>,
  { types }: ImagePolicy,
): boolean {
  return !types || types.includes(type);
}

export function judgeRegistry(
  { integration }: JudgedImage,
  policy: ImagePolicy,
): Verdict {
  const { registries, allowCustom } = policy;
  if (!integration) {
    return allowCustom && !registries
      ? undefined
      : {
          passed: false,
          message: message('VERDICT_IN_NO_REGISTRY'),
        };
  }
  if (!registries) {
    return undefined;
  }
  const { id, name: registry } = integration;
  if (isRegistryAllowed(integration, policy)) {
    return {
      passed: true,
      message: message('VERDICT_REGISTRY_ALLOWED', { registry }),
    };
  }
  return {
    passed: false,
    message: registries.includes(registry)
      ? message('VERDICT_REGISTRY_NAME_UNCONFIRMED', { registry, id })
      : message('VERDICT_REGISTRY_NOT_ALLOWED', {
          registry,
          allowed: registries,
        }),
  };
}

export function judgeType(
  { integration }: JudgedImage,
  policy: ImagePolicy,
): Verdict {
  const { types } = policy;
  if (!types) {
    return undefined;
  }
  const passed =
    integration !== undefined && isTypeAllowed(integration, policy);
  return {
    passed,
    message: passed
      ? message('VERDICT_TYPE_ALLOWED')
      : message('VERDICT_TYPE_NOT_ALLOWED', { allowed: types }),
  };
}

export function judgeRepository(
  { repository }: JudgedImage,
  { repositories }: ImagePolicy,
): Verdict {
  if (!repositories) {
    return undefined;
  }
  const passed = matchesRepository(repositories, repository);
  return {
    passed,
    message: passed
      ? message('VERDICT_REPOSITORY_ALLOWED', { repository })
      : message('VERDICT_REPOSITORY_NOT_ALLOWED', {
          repository,
          allowed: repositories,
        }),
  };
}
