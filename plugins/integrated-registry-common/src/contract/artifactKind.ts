import type { Artifact } from './artifacts';
import { Message, message } from '../messages';

/** What the common tools write into their types. The first that fits counts. */
const types = [
  { words: /helm/i, code: 'KIND_HELM_CHART' },
  { words: /\bwasm\b/i, code: 'KIND_WASM_MODULE' },
  { words: /sbom|spdx|cyclonedx|syft/i, code: 'KIND_SBOM' },
  {
    words: /in-toto|dsse|attestation|provenance/i,
    code: 'KIND_ATTESTATION',
  },
  {
    words: /signature|simplesigning|cosign|notary|sigstore/i,
    code: 'KIND_SIGNATURE',
  },
] as const;

/**
 * Can a container runtime run it? An image, or an index with an image in it that has a platform: both
 * containerd and CRI-O look for theirs.
 *
 * @returns undefined where an index could not be read as a whole and nothing in it is known to run
 * @public
 */
export function isRunnable(artifact: Artifact): boolean | undefined {
  if (artifact.kind !== 'index') {
    return artifact.kind === 'image';
  }
  if (artifact.platforms.length > 0) {
    return true;
  }
  return artifact.partial || artifact.morePlatforms ? undefined : false;
}

/**
 * What an artifact is that no container runtime can run: a Helm chart, a WASM module, an SBOM, a
 * signature, an attestation, an empty index, or its media type.
 *
 * @returns undefined for an image, and for an index that may have one
 * @public
 */
export function describeArtifactKind(artifact: Artifact): Message | undefined {
  if (isRunnable(artifact) !== false) {
    return undefined;
  }
  const { artifactType: type } = artifact;
  if (!type) {
    return message(
      artifact.kind === 'index' ? 'KIND_INDEX_WITHOUT_IMAGE' : 'KIND_UNKNOWN',
    );
  }
  const code = types.find(({ words }) => words.test(type))?.code;
  return code ? message(code) : message('KIND_OTHER', { type });
}
