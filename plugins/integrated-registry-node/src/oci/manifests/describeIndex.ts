import { Platform } from 'backstage-plugin-integrated-registry-common';
import { CallOptions } from '../../provider';
import { ArtifactSource, Details, platformOf, sum } from './describeManifest';
import { IndexChildren } from './IndexChildren';
import {
  ARTIFACT_MANIFEST,
  bareMediaType,
  isImageConfig,
  isManifestMediaType,
} from './mediaTypes';
import { readEntries } from './readEntries';
import { Manifest } from './readManifest';
import { Descriptor } from './schemas';

/** Entries that say nothing of their platform are read, at two requests each. */
const MAX_UNNAMED = 10;
/** Of so many entries it is found out whether their manifest is there. */
const MAX_CHECKED = 20;
/** So many entries are tried for one whose details stand for the whole. */
const MAX_TRIED = 5;
const PARALLEL = 4;
/** What BuildKit writes into attestations, which indexes of before that do not say. */
const ATTESTATION = 'application/vnd.docker.attestation.manifest.v1+json';
/** Source: containers/image, which adds a second entry for each platform it compresses anew. */
const ZSTD = 'io.github.containers.compression.zstd';

/**
 * Details of an index. A platform whose manifest was deleted is there as one that is missing, since
 * the index goes on naming it.
 *
 * @param options - `maxChildren`: of how many platforms the size is looked up
 */
export async function describeIndex(
  source: ArtifactSource,
  repository: string,
  index: Manifest,
  options: CallOptions & { maxChildren: number },
): Promise<Details> {
  const all = await readEntries(
    source,
    repository,
    index.content.manifests ?? [],
    options,
  );
  const entries = all.entries.filter(isPlatform);
  const unnamed = entries.filter(({ platform }) => platform === undefined);
  const children = new IndexChildren(source, repository, options);
  const { details, digest: described } = await describeOne(entries, children);
  await inParallel(unnamed.slice(0, MAX_UNNAMED), ({ digest }) =>
    children.describe(digest),
  );
  const others = [...new Set(entries.map(({ digest }) => digest))].filter(
    digest => !children.has(digest),
  );
  const sized = Math.max(0, options.maxChildren - 1);
  await inParallel(others.slice(0, sized), digest => children.read(digest));
  await inParallel(others.slice(sized, MAX_CHECKED), digest =>
    children.check(digest),
  );

  const platforms = entries.flatMap(entry => presented(entry, children));
  const morePlatforms =
    all.left + unnamed.filter(({ digest }) => children.isUnread(digest)).length;
  return {
    kind: 'index',
    artifactType:
      index.content.artifactType ??
      (platforms.length === 0 ? commonType(all.entries, children) : undefined),
    sizeBytes: sizeOfEach(platforms),
    platforms,
    ...(morePlatforms > 0 && { morePlatforms }),
    layers: details?.layers ?? [],
    history: details?.history ?? [],
    config: details?.config,
    describedPlatform: platforms.find(({ digest }) => digest === described),
    labels: details?.labels ?? {},
    createdAt: details?.createdAt,
    ...((all.failed || children.failed) && { partial: true }),
  };
}

/** An entry whose details stand for the whole: that of linux/amd64, or the first that is there. */
async function describeOne(
  entries: readonly Descriptor[],
  children: IndexChildren,
): Promise<{ details?: Details; digest?: string }> {
  const isUsual = ({ platform }: Descriptor) =>
    platform?.os === 'linux' && platform.architecture === 'amd64';
  const inOrder = [
    ...entries.filter(isUsual),
    ...entries.filter(entry => !isUsual(entry)),
  ];
  for (const { digest } of inOrder.slice(0, MAX_TRIED)) {
    const details = await children.describe(digest);
    if (details?.kind === 'image') {
      return { details, digest };
    }
  }
  return {};
}

/** Builders add what they found out about an image as entries that run nowhere. */
function isAttestation({ platform, annotations }: Descriptor): boolean {
  return (
    (platform?.os === 'unknown' && platform.architecture === 'unknown') ||
    annotations['vnd.docker.reference.type'] === 'attestation-manifest'
  );
}

function isPlatform(entry: Descriptor): boolean {
  const { artifactType, mediaType } = entry;
  return (
    !isAttestation(entry) &&
    (artifactType === undefined || isImageConfig(artifactType)) &&
    (mediaType === '' ||
      (isManifestMediaType(bareMediaType(mediaType)) &&
        mediaType !== ARTIFACT_MANIFEST))
  );
}

/** The one type that all entries have of an index without an image; undefined where they differ. */
function commonType(
  entries: readonly Descriptor[],
  children: IndexChildren,
): string | undefined {
  const types = new Set(
    entries.map(entry =>
      isAttestation(entry)
        ? ATTESTATION
        : entry.artifactType ?? children.artifactTypeOf(entry.digest),
    ),
  );
  const [type] = types;
  return types.size === 1 ? type : undefined;
}

function presented(entry: Descriptor, children: IndexChildren): Platform[] {
  const { digest, annotations } = entry;
  if (children.artifactTypeOf(digest) !== undefined) {
    return [];
  }
  const missing = children.isMissing(digest);
  const platform = entry.platform
    ? platformOf(entry.platform)
    : children.platformOf(digest);
  // What is gone does not tell any more what it was.
  const known =
    platform ?? (missing && { os: 'unknown', architecture: 'unknown' });
  return known
    ? [
        {
          ...known,
          digest,
          sizeBytes: children.sizeOf(digest),
          ...(annotations[ZSTD] === 'true' && { compression: 'zstd' }),
          ...(missing && { missing }),
        },
      ]
    : [];
}

/** Of each platform once: two entries of one hold the same image in two forms. */
function sizeOfEach(platforms: readonly Platform[]): number | undefined {
  const sizes = new Map<string, number | undefined>();
  for (const { os, architecture, variant, sizeBytes, missing } of platforms) {
    const name = [os, architecture, variant].join('/');
    if (!missing && !sizes.has(name)) {
      sizes.set(name, sizeBytes);
    }
  }
  return sum([...sizes.values()]);
}

async function inParallel<T>(
  items: readonly T[],
  task: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
        await task(item);
      }
    }),
  );
}
