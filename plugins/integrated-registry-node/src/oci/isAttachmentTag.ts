/**
 * Does a tag carry the signature, attestations or SBOM of another artifact, for registries without
 * the referrers API? It is no image to choose.
 *
 * Source: OCI distribution specification 1.1, section "Referrers Tag Schema"; cosign's
 * `SIGNATURE_SPEC.md`.
 *
 * @public
 */
export function isAttachmentTag(tag: string): boolean {
  return /^sha(?:256|384|512)-[a-f0-9]{64}(?:\.(?:sig|att|sbom))?$/.test(tag);
}
