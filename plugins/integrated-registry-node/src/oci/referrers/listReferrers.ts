import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import {
  CallOptions,
  RegistryReferrer,
  RegistryReferrerList,
} from '../../provider';
import { describeUntyped } from './describeUntyped';
import { referrersByApi } from './referrersByApi';
import { ReferrerSource, toReferrer } from './ReferrerSource';

/** Tags by which cosign finds what belongs to an image, on any registry. */
const cosignTags: [suffix: string, kind: RegistryReferrer['kind']][] = [
  ['.sig', 'signature'],
  ['.att', 'attestation'],
  ['.sbom', 'sbom'],
];

/**
 * What refers to an image: by the referrers API, where that tells nothing by the tag that stands in
 * for it, and by cosign's tags, which are used beside both. One way that fails does not close the
 * others: what they tell is in the answer, and that it is not whole.
 *
 * Source: OCI distribution specification 1.1, sections "Listing Referrers" and "Referrers Tag
 * Schema"; cosign's `SIGNATURE_SPEC.md`.
 *
 * @param digest - a valid one
 * @throws RegistryError where every way fails
 */
export async function listReferrers(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<RegistryReferrerList> {
  const { artifactType, signal } = options;
  const tag = referrersTag(digest);
  const suffixes =
    artifactType === undefined && digest.startsWith('sha256:')
      ? cosignTags
      : [];
  const ways = await Promise.all([
    attempt(() => listedReferrers(source, repository, digest, options)),
    ...suffixes.map(([suffix, kind]) =>
      attempt(async () => {
        const found = await source.manifests.find(
          repository,
          `${tag}${suffix}`,
          { signal },
        );
        return { items: found ? [{ ...found, kind }] : [] };
      }),
    ),
  ]);
  const errors = ways.flatMap(({ error }) => error ?? []);
  if (errors.length === ways.length) {
    throw errors[0];
  }
  const failure = ways.find(way => way.failure)?.failure;
  return {
    items: eachOnce(ways.flatMap(({ items }) => items)),
    ...(failure && { failure }),
  };
}

/** By the API, and where it tells of nothing by the tag that stands in for it. */
async function listedReferrers(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<RegistryReferrerList> {
  const listed = await referrersByApi(source, repository, digest, options);
  // A registry may have learnt the API after its images were signed.
  const tagged =
    listed.descriptors.length > 0
      ? []
      : await taggedDescriptors(source, repository, digest, options).catch(
          error => {
            // What failed first is what a person has to hear.
            throw listed.error ?? error;
          },
        );
  const described = await describeUntyped(
    source,
    repository,
    [...listed.descriptors, ...tagged].map(toReferrer),
    { digest, signal: options.signal },
  );
  const { artifactType } = options;
  const failure = listed.error?.toFailure() ?? described.failure;
  return {
    items: described.items.filter(
      item =>
        artifactType === undefined ||
        listed.filtered ||
        item.artifactType === artifactType,
    ),
    ...(failure && { failure }),
  };
}

async function taggedDescriptors(
  { manifests }: ReferrerSource,
  repository: string,
  digest: string,
  { signal }: CallOptions,
) {
  const tag = referrersTag(digest);
  const found = await manifests.find(repository, tag, { signal });
  const index =
    found &&
    (await manifests.getManifest(repository, found.digest, { signal }));
  // Where it is no index, something else was pushed by that name.
  return index?.content.manifests ?? [];
}

/** A tag is no longer than 128 characters, so longer digests are cut. */
function referrersTag(digest: string): string {
  const [algorithm, hex] = digest.split(':');
  return `${algorithm}-${hex.slice(0, 64)}`;
}

function eachOnce(referrers: readonly RegistryReferrer[]): RegistryReferrer[] {
  const found = new Map<string, RegistryReferrer>();
  for (const referrer of referrers) {
    const known = found.get(referrer.digest);
    if (!known || known.kind === 'other') {
      found.set(referrer.digest, {
        ...referrer,
        ...known,
        kind: referrer.kind,
      });
    }
  }
  return [...found.values()];
}

async function attempt(task: () => Promise<RegistryReferrerList>): Promise<{
  items: RegistryReferrer[];
  failure?: RegistryFailure;
  error?: RegistryError;
}> {
  try {
    return await task();
  } catch (error) {
    if (isRegistryError(error)) {
      return { items: [], failure: error.toFailure(), error };
    }
    throw error;
  }
}
