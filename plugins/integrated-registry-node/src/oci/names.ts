import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { isDigest } from './digests';

/**
 * Names become part of an address, so nothing may pass that would lead out of it. Wider than the
 * grammar: some registries allow upper case.
 *
 * @throws RegistryError `NOT_FOUND`: no registry can have such a repository
 */
export function assertRepository(repository: string): void {
  const parts = repository.split('/');
  if (
    repository.length > 255 ||
    !parts.every(part => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part))
  ) {
    throw new RegistryError('NOT_FOUND', {
      message: message('NOT_A_REPOSITORY', { name: repository.slice(0, 255) }),
      remedy: message('WRITE_REPOSITORY'),
    });
  }
}

/**
 * How a tag or digest is called in messages.
 *
 * @throws RegistryError `NOT_FOUND` where it can be neither
 */
export function describeReference(
  repository: string,
  reference: string,
): string {
  assertRepository(repository);
  if (isDigest(reference)) {
    return `${repository}@${reference}`;
  }
  if (!/^\w[\w.-]{0,127}$/.test(reference)) {
    throw new RegistryError('NOT_FOUND', {
      message: message('NOT_A_TAG_OR_DIGEST', {
        name: reference.slice(0, 128),
      }),
    });
  }
  return `${repository}:${reference}`;
}

/** What a token must open to read from a repository. */
export function pullScope(repository: string): string {
  return `repository:${repository}:pull`;
}
