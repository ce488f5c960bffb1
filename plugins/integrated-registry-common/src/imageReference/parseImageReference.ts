import { message, Message } from '../messages';
import { findDigestProblem } from './digest';
import { findDomainProblem, splitDomain } from './domain';
import { ImageReference } from './ImageReference';
import { ImageReferenceError } from './ImageReferenceError';
import { findRepositoryProblem } from './repository';
import { findTagProblem } from './tag';
import { hasUserInfo } from './userInfo';

/** Longer than any host, repository, tag and digest together. */
const MAX_LENGTH = 1_024;

/** What tells an image's identifier, which is no repository. */
export const IDENTIFIER = /^[a-f0-9]{64}$/;

/**
 * Reads an image reference as Docker and the other container tools do: default names are filled
 * in (`nginx` is `docker.io/library/nginx`), nothing else is changed or guessed. The tag `latest`
 * is not filled in.
 *
 * Source: the project distribution/reference, grammar and `ParseNormalizedNamed`. One difference:
 * where the first part has a dot or colon in it but cannot be a domain (`my_host.example/app`),
 * that project falls back to a repository without any domain; here it is an error.
 *
 * @throws ImageReferenceError - and nothing else, whatever the input
 * @public
 */
export function parseImageReference(input: string): ImageReference {
  checkWhole(input);

  const { domain, remainder } = splitDomain(input);
  check('domain', findDomainProblem(domain));

  const at = remainder.indexOf('@');
  const named = at < 0 ? remainder : remainder.slice(0, at);
  const digest = at < 0 ? undefined : remainder.slice(at + 1);
  const colon = named.indexOf(':');
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);

  check('repository', findRepositoryProblem(path));
  if (tag !== undefined) {
    check('tag', findTagProblem(tag));
  }
  if (digest !== undefined) {
    check('digest', findDigestProblem(digest));
  }
  return {
    domain,
    path,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

function checkWhole(input: string): void {
  if (input === '') {
    throw new ImageReferenceError('reference', message('REFERENCE_EMPTY'));
  }
  if (hasUserInfo(input)) {
    throw new ImageReferenceError(
      'domain',
      message('REFERENCE_WITH_USER_INFO'),
    );
  }
  if (input.length > MAX_LENGTH) {
    throw new ImageReferenceError(
      'reference',
      message('REFERENCE_TOO_LONG', { max: MAX_LENGTH }),
    );
  }
  if (/\s/.test(input)) {
    throw new ImageReferenceError('reference', message('REFERENCE_WITH_SPACE'));
  }
  if (input.includes('://')) {
    throw new ImageReferenceError('domain', message('REFERENCE_WITH_PROTOCOL'));
  }
  if (IDENTIFIER.test(input)) {
    throw new ImageReferenceError(
      'repository',
      message('REFERENCE_IS_IDENTIFIER'),
    );
  }
}

function check(
  part: ImageReferenceError['part'],
  problem: Message | undefined,
): void {
  if (problem !== undefined) {
    throw new ImageReferenceError(part, problem);
  }
}
