import { ImagePolicy } from 'backstage-plugin-integrated-registry-common';
import {
  describeFailure,
  isFailure,
  JudgedImage,
  Verdict,
} from './JudgedImage';

export function judgeSignature(
  { referrers }: JudgedImage,
  { requireSignature }: ImagePolicy,
): Verdict {
  if (!requireSignature) {
    return undefined;
  }
  const failure = isFailure(referrers) ? referrers : referrers?.failure;
  const items = isFailure(referrers) ? [] : referrers?.items;
  if (items?.some(({ kind }) => kind === 'signature')) {
    return {
      passed: true,
      // Whose it is stands in the cluster's policy, not here.
      message: 'The image has a signature; whose it is was not checked',
    };
  }
  if (failure) {
    return {
      passed: false,
      message: `The image must be signed, and its signatures could not be read. ${describeFailure(
        failure,
      )}`,
    };
  }
  return {
    passed: false,
    message: items
      ? 'The image must be signed, and it has no signature. Choose another version'
      : 'The image must be signed, and its registry does not tell. Choose one from a registry that tells',
  };
}
