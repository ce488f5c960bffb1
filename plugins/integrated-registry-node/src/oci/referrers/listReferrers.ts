import { isRegistryError, RegistryError } from '../../provider/RegistryError';
import { CallOptions, RegistryReferrer } from '../../provider/RegistryProvider';
import { TransportResponse } from '../../transport/HttpTransport';
import { parseLinkHeader } from '../../transport/parseLinkHeader';
import { ManifestReader } from '../manifests';
import { Descriptor, manifestSchema } from '../manifests/schemas';
import { endless } from '../paging';
import { readJson } from '../responses';
import { referrerKind } from './referrerKind';

/** What referrers are read from. */
export interface ReferrerSource {
  /** @param path - from `/v2/` on, with query */
  read(path: string, options: CallOptions): Promise<TransportResponse>;
  errorOf(response: TransportResponse, what: string): RegistryError;
  manifests: Pick<ManifestReader, 'find' | 'getManifest'>;
}

/** Tags by which cosign finds what belongs to an image, on any registry. */
const cosignTags: [suffix: string, kind: RegistryReferrer['kind']][] = [
  ['.sig', 'signature'],
  ['.att', 'attestation'],
  ['.sbom', 'sbom'],
];
const MAX_PAGES = 100;

/**
 * What refers to an image: by the referrers API, where there is none by the tag that stands in for
 * it, and by cosign's tags, which are used beside both.
 *
 * Source: OCI distribution specification 1.1, sections "Listing Referrers" and "Referrers Tag
 * Schema"; cosign's `SIGNATURE_SPEC.md`.
 *
 * @param digest - a valid one
 * @throws RegistryError
 */
export async function listReferrers(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<RegistryReferrer[]> {
  const [listed, tagged] = await Promise.all([
    listedReferrers(source, repository, digest, options),
    options.artifactType === undefined
      ? cosignReferrers(source, repository, digest, options)
      : [],
  ]);
  const found = new Map<string, RegistryReferrer>();
  for (const referrer of [...listed, ...tagged]) {
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

async function listedReferrers(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<RegistryReferrer[]> {
  const { artifactType, signal } = options;
  const listed = await referrersByApi(source, repository, digest, options);
  if (listed) {
    return listed;
  }
  const tag = referrersTag(digest);
  const manifest = await unlessMissing(() =>
    source.manifests.getManifest(repository, tag, { signal }),
  );
  // Where it is no index, something else was pushed by that name.
  return (manifest?.content.manifests ?? [])
    .map(toReferrer)
    .filter(referrer => isOfType(referrer, artifactType));
}

function isOfType(referrer: RegistryReferrer, artifactType?: string): boolean {
  return artifactType === undefined || referrer.artifactType === artifactType;
}

/** Undefined where the registry has no such API. */
async function referrersByApi(
  source: ReferrerSource,
  repository: string,
  digest: string,
  options: CallOptions & { artifactType?: string },
): Promise<RegistryReferrer[] | undefined> {
  const { artifactType, signal } = options;
  const what = `what refers to ${repository}@${digest}`;
  const path = `/v2/${repository}/referrers/${digest}`;
  const found: RegistryReferrer[] = [];
  const seen = new Set<string>();
  let query =
    artifactType === undefined
      ? ''
      : `?${new URLSearchParams({ artifactType })}`;
  for (;;) {
    seen.add(query);
    const response = await source.read(`${path}${query}`, { signal });
    if (seen.size === 1 && [400, 404, 405, 501].includes(response.httpStatus)) {
      return undefined;
    }
    if (response.httpStatus !== 200) {
      throw source.errorOf(response, what);
    }
    const { manifests } = readJson(response, manifestSchema, what);
    if (!manifests) {
      throw new RegistryError('BAD_RESPONSE', {
        message: `The answer to the request for ${what} is no list of manifests.`,
        upstreamStatus: response.httpStatus,
      });
    }
    // A registry that does not filter sends all, and does not name the filter.
    const filtered = (response.headers.get('oci-filters-applied') ?? '')
      .split(',')
      .some(filter => filter.trim() === 'artifactType');
    found.push(
      ...manifests
        .map(toReferrer)
        .filter(referrer => filtered || isOfType(referrer, artifactType)),
    );
    const next = parseLinkHeader(response.headers.get('link'));
    if (!next) {
      return found;
    }
    query = searchOf(next.target);
    if (seen.has(query) || seen.size >= MAX_PAGES) {
      throw endless(what);
    }
  }
}

async function cosignReferrers(
  source: ReferrerSource,
  repository: string,
  digest: string,
  { signal }: CallOptions,
): Promise<RegistryReferrer[]> {
  if (!digest.startsWith('sha256:')) {
    return [];
  }
  const found = await Promise.all(
    cosignTags.map(async ([suffix, kind]) => {
      const descriptor = await source.manifests.find(
        repository,
        `${referrersTag(digest)}${suffix}`,
        { signal },
      );
      return descriptor && { ...descriptor, kind };
    }),
  );
  return found.filter(referrer => referrer !== undefined);
}

/** A tag is no longer than 128 characters, so longer digests are cut. */
function referrersTag(digest: string): string {
  const [algorithm, hex] = digest.split(':');
  return `${algorithm}-${hex.slice(0, 64)}`;
}

/** Of a `Link`, only where in the list it is; never where the list is. */
function searchOf(target: string): string {
  try {
    return new URL(target, 'http://own').search;
  } catch {
    return '';
  }
}

function toReferrer(descriptor: Descriptor): RegistryReferrer {
  const { digest, mediaType, artifactType, size } = descriptor;
  return {
    digest,
    mediaType,
    ...(artifactType !== undefined && { artifactType }),
    kind: referrerKind(descriptor),
    ...(size > 0 && { sizeBytes: size }),
  };
}

async function unlessMissing<T>(
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (isRegistryError(error) && error.code === 'NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
