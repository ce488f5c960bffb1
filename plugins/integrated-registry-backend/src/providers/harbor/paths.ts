import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from 'backstage-plugin-integrated-registry-node';

/** Of the API v2.0, below the address of Harbor. */
export const API = '/api/v2.0';

/**
 * `library/team/app` as its project and the rest.
 *
 * @throws RegistryError `NOT_FOUND`: every repository of Harbor lies in a project
 */
export function splitRepository(repository: string): {
  project: string;
  name: string;
} {
  const slash = repository.indexOf('/');
  if (slash < 1 || slash === repository.length - 1) {
    throw new RegistryError('NOT_FOUND', {
      message: message('HARBOR_NOT_A_REPOSITORY', {
        name: repository.slice(0, 255),
      }),
      remedy: message('HARBOR_WRITE_REPOSITORY'),
    });
  }
  return {
    project: repository.slice(0, slash),
    name: repository.slice(slash + 1),
  };
}

export function projectPath(project: string): string {
  return `${API}/projects/${encodeURIComponent(project)}`;
}

/** Encoded twice, because the proxy before Harbor's core decodes paths once. */
export function repositoryPath(repository: string): string {
  const { project, name } = splitRepository(repository);
  const encoded = encodeURIComponent(encodeURIComponent(name));
  return `${projectPath(project)}/repositories/${encoded}`;
}

export function artifactPath(repository: string, reference: string): string {
  return `${repositoryPath(repository)}/artifacts/${encodeURIComponent(
    reference,
  )}`;
}
