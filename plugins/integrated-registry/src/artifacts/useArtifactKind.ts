import {
  Artifact,
  describeArtifactKind,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { useWording } from '../translations';

/** Says what an artifact is that no container runtime can run; nothing of an image. */
export function useArtifactKind(): (artifact: Artifact) => string | undefined {
  const word = useWording();
  return artifact => {
    const kind = describeArtifactKind(artifact);
    return kind && word(worded({ message: kind })).message;
  };
}
