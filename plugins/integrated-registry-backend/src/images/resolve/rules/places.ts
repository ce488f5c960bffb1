import {
  ImagePolicy,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { matchesRepository } from '../../../platform';
import { JudgedImage, Verdict } from './JudgedImage';

export function judgeRegistry(
  { integration }: JudgedImage,
  { registries, allowCustom }: ImagePolicy,
): Verdict {
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
  const passed =
    registries.includes(integration.id) ||
    registries.includes(integration.name);
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
  { types }: ImagePolicy,
): Verdict {
  if (!types) {
    return undefined;
  }
  const passed = integration !== undefined && types.includes(integration.type);
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
