import { DEFAULT_DOMAIN, isDomain, OFFICIAL_PREFIX } from './domain';
import { formatImageReference, ImageReference, suffix } from './ImageReference';
import { IDENTIFIER } from './parseImageReference';

/**
 * As a person writes it: without `docker.io/` and `library/`. What comes out always reads back as
 * the same reference, so a name is left whole where its short form would mean something else.
 *
 * Source: distribution/reference, `FamiliarString`.
 *
 * @public
 */
export function familiarImageReference(reference: ImageReference): string {
  if (reference.domain !== DEFAULT_DOMAIN) {
    return formatImageReference(reference);
  }
  const { path } = reference;
  if (path.startsWith(OFFICIAL_PREFIX)) {
    const short = path.slice(OFFICIAL_PREFIX.length);
    // 64 hexadecimal digits alone would be taken for an identifier.
    if (!short.includes('/') && !IDENTIFIER.test(short)) {
      return `${short}${suffix(reference)}`;
    }
  }
  // On Docker Hub there may be an organisation whose name looks like a domain.
  return isDomain(path.slice(0, path.indexOf('/')))
    ? formatImageReference(reference)
    : `${path}${suffix(reference)}`;
}
