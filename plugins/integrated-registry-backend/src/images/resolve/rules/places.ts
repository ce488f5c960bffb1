import {
  ImagePolicy,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../../../model';
import { matchesRepository } from '../../../platform';
import { JudgedImage, Verdict } from './JudgedImage';

/** Do the rules let images of this integration through? */
export function isRegistryAllowed(
  { id, name }: Pick<StoredIntegration, 'id' | 'name'>,
  { registries }: ImagePolicy,
): boolean {
  return !registries || registries.includes(id) || registries.includes(name);
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
  const passed = isRegistryAllowed(integration, policy);
  return {
    passed,
    message: passed
      ? message('VERDICT_REGISTRY_ALLOWED', { registry: integration.name })
      : message('VERDICT_REGISTRY_NOT_ALLOWED', {
          registry: integration.name,
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
