import {
  ImagePolicy,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { isFailure, JudgedImage, textsOf, Verdict } from './JudgedImage';

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
      message: message('VERDICT_SIGNED'),
    };
  }
  if (failure) {
    return {
      passed: false,
      message: message('VERDICT_SIGNATURE_UNREADABLE', textsOf(failure)),
    };
  }
  return {
    passed: false,
    message: items
      ? message('VERDICT_UNSIGNED')
      : message('VERDICT_SIGNATURES_UNSUPPORTED'),
  };
}
