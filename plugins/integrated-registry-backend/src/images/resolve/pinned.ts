import {
  formatImageReference,
  ImagePolicy,
  ImageReference,
} from 'backstage-plugin-integrated-registry-common';
import { Named } from './ChosenTag';

/** An image reference as the policy wants it to be written. */
export function pinned(
  { domain, path }: ImageReference,
  { tag, digest }: { tag?: string; digest?: string },
  { pin }: ImagePolicy,
): string {
  const byTag = pin !== 'digest' || digest === undefined;
  const byDigest = pin !== 'tag' || tag === undefined;
  return formatImageReference({
    domain,
    path,
    ...(byTag && tag !== undefined && { tag }),
    ...(byDigest && digest !== undefined && { digest }),
  });
}

/** As the container tools do: `latest`, where nothing is written. */
export function orLatest({ tag, digest }: Named): Named {
  return { tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
