import { repositoryNameSchema } from 'backstage-plugin-integrated-registry-common';
import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from '../model';
import { offersRepository } from '../platform';
import { ReportedRepository } from './events/ReportedRepository';

export interface NamesOptions {
  integration: StoredIntegration;
  client: Pick<RegistryClient, 'projectOf'>;
  /** Projects in the repository index. */
  projects: readonly string[];
}

/** An image of Artifactory may also be seen through as many virtual repositories. */
const MAX_PROJECTS = 10;
/** Of no repository key. */
const NO_KEY = '-/-';

/** How the integration names what a registry has reported; only what it offers. */
export function namesOf(
  reported: readonly ReportedRepository[],
  options: NamesOptions,
): Set<string> {
  const { integration } = options;
  const host = `${integration.imageHost}/`;
  const names = new Set<string>();
  for (const repository of reported) {
    const all =
      'name' in repository ? [repository.name] : ofImage(repository, options);
    for (const name of all) {
      names.add(name.startsWith(host) ? name.slice(host.length) : name);
    }
  }
  return new Set(
    [...names].filter(
      name =>
        repositoryNameSchema.safeParse(name).success &&
        offersRepository(integration, name),
    ),
  );
}

function ofImage(
  { key, image }: { key: string; image: string },
  { client, projects }: NamesOptions,
): string[] {
  // An integration of one repository key names its images without it.
  if (projectOf(client, NO_KEY) !== undefined) {
    return [image];
  }
  if (!client.projectOf) {
    return [`${key}/${image}`, image];
  }
  const others = projects.length <= MAX_PROJECTS ? projects : [];
  return [...new Set([key, ...others])].map(each => `${each}/${image}`);
}

/** Undefined also for what cannot be a repository. */
export function projectOf(
  client: Pick<RegistryClient, 'projectOf'>,
  name: string,
): string | undefined {
  try {
    return client.projectOf?.(name);
  } catch {
    return undefined;
  }
}
