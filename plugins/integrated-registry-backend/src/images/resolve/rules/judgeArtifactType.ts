import {
  describeArtifactKind,
  ImagePolicy,
  isRunnable,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { JudgedImage, Verdict } from './JudgedImage';

/**
 * What no container runtime can run is refused, unless the template allows artifacts of its type. The
 * rule only widens: it says nothing of an image unless it is asked, nor of what nothing is known of.
 */
export function judgeArtifactType(
  { artifact }: JudgedImage,
  { artifactTypes }: ImagePolicy,
): Verdict {
  if (!artifact) {
    return undefined;
  }
  const runnable = isRunnable(artifact);
  if (runnable) {
    return artifactTypes
      ? { passed: true, message: message('VERDICT_ARTIFACT_IMAGE') }
      : undefined;
  }
  const { artifactType: type = '' } = artifact;
  if (artifactTypes?.some(allowed => isSame(allowed, type))) {
    return {
      passed: true,
      message: message('VERDICT_ARTIFACT_ALLOWED', { type }),
    };
  }
  const kind = describeArtifactKind(artifact);
  if (!kind) {
    return { passed: false, message: message('VERDICT_ARTIFACT_UNREAD') };
  }
  return {
    passed: false,
    message: artifactTypes
      ? message('VERDICT_ARTIFACT_NOT_ALLOWED', {
          kind,
          allowed: artifactTypes,
        })
      : message('VERDICT_ARTIFACT', { kind }),
  };
}

/** Media types are the same in any case. Source: RFC 6838, section 4.2. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
