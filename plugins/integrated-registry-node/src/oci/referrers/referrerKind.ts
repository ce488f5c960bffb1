import { RegistryReferrer } from '../../provider';

/**
 * The words the common tools put into their types. The order counts: a signed SBOM is an SBOM to
 * whoever looks for one.
 */
const words: [RegExp, RegistryReferrer['kind']][] = [
  [/sbom|spdx|cyclonedx|syft/i, 'sbom'],
  [/in-toto|dsse|attestation|provenance|\bslsa\b/i, 'attestation'],
  [/signature|simplesigning|cosign|notary|sigstore|\.sig\b/i, 'signature'],
];

/**
 * What something that refers to an image is, by its types and by what Sigstore writes beside them.
 *
 * Source: Sigstore's bundle annotations `dev.sigstore.bundle.*`; cosign's, notation's, Syft's and
 * BuildKit's media types.
 */
export function referrerKind(referrer: {
  mediaType: string;
  artifactType?: string;
  annotations?: Record<string, string>;
}): RegistryReferrer['kind'] {
  const { annotations = {}, artifactType, mediaType } = referrer;
  // What was stated about the image tells more than the envelope it is in.
  const predicate =
    annotations['dev.sigstore.bundle.predicateType'] ??
    annotations['in-toto.io/predicate-type'] ??
    annotations.predicateType;
  const content = annotations['dev.sigstore.bundle.content'];
  return (
    kindIn(predicate) ??
    kindIn(content) ??
    kindIn(artifactType ?? mediaType) ??
    'other'
  );
}

function kindIn(
  text: string | undefined,
): RegistryReferrer['kind'] | undefined {
  return words.find(([pattern]) => pattern.test(text ?? ''))?.[1];
}
