import {
  formatImageReference,
  ImagePolicy,
  ImageReference,
  message,
  needsFact,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { inputError } from '../../model';
import { judgeImage } from './judgeImage';
import { orLatest, pinned } from './pinned';

/**
 * Nothing is known of an image from elsewhere but what its reference says.
 *
 * @throws InputError where its tag would have to be found
 */
export function outsideImage(
  reference: ImageReference,
  policy: ImagePolicy,
): ResolvedImage {
  if (policy.newest) {
    throw inputError(
      message('NEWEST_OUTSIDE', { image: formatImageReference(reference) }),
    );
  }
  const image = { ...reference, ...orLatest(reference) };
  // Nobody can be asked whether the tag names the digest beside it.
  const tag =
    image.digest !== undefined && needsFact(policy, 'tag')
      ? undefined
      : image.tag;
  const rules = judgeImage({ repository: image.path, tag }, policy);
  return {
    reference: pinned(image, image, policy),
    imageHost: image.domain,
    repository: image.path,
    ...(image.tag !== undefined && { tag: image.tag }),
    ...(image.digest !== undefined && { digest: image.digest }),
    platforms: [],
    passed: rules.every(rule => rule.passed),
    rules,
  };
}
