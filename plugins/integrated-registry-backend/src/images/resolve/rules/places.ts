import {
  ImagePolicy,
  RepositoryGlobs,
} from 'backstage-plugin-integrated-registry-common';
import { JudgedImage, listed, Verdict } from './JudgedImage';

export function judgeRegistry(
  { integration }: JudgedImage,
  { registries, allowCustom }: ImagePolicy,
): Verdict {
  if (!integration) {
    return allowCustom && !registries
      ? undefined
      : {
          passed: false,
          message:
            'The image is in none of the workspace’s registries. Choose one that is',
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
      ? `The registry ${integration.name} is allowed`
      : `The registry ${
          integration.name
        } is not allowed here. Allowed: ${listed(registries)}`,
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
      ? 'The type of the registry is allowed'
      : `The image must come from a registry of the type ${listed(types)}`,
  };
}

export function judgeRepository(
  { repository }: JudgedImage,
  { repositories }: ImagePolicy,
): Verdict {
  if (!repositories) {
    return undefined;
  }
  const passed = RepositoryGlobs.create(repositories).matches(repository);
  return {
    passed,
    message: passed
      ? `The repository ${repository} is allowed`
      : `The repository ${repository} is not allowed here. Allowed: ${listed(
          repositories,
        )}`,
  };
}
