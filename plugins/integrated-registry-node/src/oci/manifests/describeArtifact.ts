import {
  Artifact,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from '../../provider/RegistryError';
import { CallOptions } from '../../provider/RegistryProvider';
import { isImageConfig, isImageLayer } from './mediaTypes';
import { Manifest } from './readManifest';
import { Descriptor, ImageConfig, imageConfigSchema } from './schemas';

/** What an artifact is read from. */
export interface ArtifactSource {
  getManifest(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Manifest>;
  getBlob(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<Buffer>;
}

const PARALLEL_CHILDREN = 4;

type Details = Pick<
  Artifact,
  | 'platforms'
  | 'layers'
  | 'history'
  | 'config'
  | 'labels'
  | 'createdAt'
  | 'sizeBytes'
  | 'describedPlatform'
  | 'artifactType'
> & { kind: Artifact['kind'] };

/**
 * Reads everything about an artifact that the registry's own API tells.
 *
 * @param options - `maxChildren`: of how many platforms of an index the size is looked up; each
 * costs a request
 * @throws RegistryError
 */
export async function describeArtifact(
  source: ArtifactSource,
  repository: string,
  reference: string,
  options: CallOptions & { maxChildren: number },
): Promise<Artifact> {
  const manifest = await source.getManifest(repository, reference, options);
  const details =
    manifest.kind === 'index'
      ? await describeIndex(source, repository, manifest, options)
      : await describeManifest(source, repository, manifest, options);
  const { annotations, subject } = manifest.content;
  return {
    ...details,
    repository,
    reference,
    digest: manifest.digest,
    mediaType: manifest.mediaType,
    annotations,
    createdAt:
      details.createdAt ??
      readTime(annotations['org.opencontainers.image.created']),
    subject: subject?.digest,
  };
}

async function describeIndex(
  source: ArtifactSource,
  repository: string,
  index: Manifest,
  options: CallOptions & { maxChildren: number },
): Promise<Details> {
  const children = (index.content.manifests ?? []).filter(
    child => !isAttestation(child),
  );
  const described =
    children.find(
      ({ platform }) =>
        platform?.os === 'linux' && platform.architecture === 'amd64',
    ) ?? children[0];
  const details =
    described &&
    (await tolerate(['NOT_FOUND'], async () => {
      const child = await source.getManifest(
        repository,
        described.digest,
        options,
      );
      return child.kind === 'index'
        ? undefined
        : describeManifest(source, repository, child, options);
    }));

  const sizes = new Map<string, number | undefined>();
  if (described) {
    sizes.set(described.digest, details?.sizeBytes);
  }
  const digests = [...new Set(children.map(child => child.digest))]
    .filter(digest => !sizes.has(digest))
    .slice(0, Math.max(0, options.maxChildren - 1));
  await inParallel(digests, PARALLEL_CHILDREN, async digest => {
    // A size is an extra; an image is not hidden because one platform of it is missing.
    const child = await tolerate('all', () =>
      source.getManifest(repository, digest, options),
    );
    if (child && child.kind !== 'index') {
      sizes.set(digest, sizeOf(child));
    }
  });

  const platforms = children.flatMap<Platform>(child => {
    const platform =
      child.platform !== undefined
        ? platformOf(child.platform)
        : child === described && details?.platforms[0];
    return platform
      ? [
          {
            ...platform,
            digest: child.digest,
            sizeBytes: sizes.get(child.digest),
          },
        ]
      : [];
  });
  return {
    kind: 'index',
    artifactType: index.content.artifactType,
    sizeBytes: sum(children.map(child => sizes.get(child.digest))),
    platforms,
    layers: details?.layers ?? [],
    history: details?.history ?? [],
    config: details?.config,
    describedPlatform: platforms.find(
      platform => platform.digest === described?.digest,
    ),
    labels: details?.labels ?? {},
    createdAt: details?.createdAt,
  };
}

async function describeManifest(
  source: ArtifactSource,
  repository: string,
  manifest: Manifest,
  options: CallOptions,
): Promise<Details> {
  const { config, layers, blobs } = manifest.content;
  const parts = manifest.kind === 'blobs' ? blobs : layers;
  const common = {
    sizeBytes: sizeOf(manifest),
    layers: parts.map(({ digest, mediaType, size }) => ({
      digest,
      mediaType,
      sizeBytes: size,
    })),
  };
  const artifactType = artifactTypeOf(manifest);
  if (artifactType !== undefined || !config) {
    return {
      ...common,
      kind: 'artifact',
      artifactType,
      platforms: [],
      history: [],
      labels: {},
    };
  }
  const content = readConfig(
    await source.getBlob(repository, config.digest, options),
  );
  const platform =
    content?.os !== undefined && content.architecture !== undefined
      ? {
          ...platformOf({
            ...content,
            os: content.os,
            architecture: content.architecture,
          }),
          digest: manifest.digest,
          sizeBytes: common.sizeBytes,
        }
      : undefined;
  return {
    ...common,
    kind: 'image',
    platforms: platform ? [platform] : [],
    history: (content?.history ?? []).map(entry => ({
      createdAt: readTime(entry.created),
      createdBy: entry.created_by,
      comment: entry.comment,
      emptyLayer: entry.empty_layer,
    })),
    config: content && {
      author: content.author,
      user: content.config?.User,
      workingDir: content.config?.WorkingDir,
      entrypoint: content.config?.Entrypoint,
      cmd: content.config?.Cmd,
      exposedPorts:
        content.config?.ExposedPorts &&
        Object.keys(content.config.ExposedPorts),
    },
    labels: content?.config?.Labels ?? {},
    createdAt: readTime(content?.created),
  };
}

/** The type of what is no image; undefined for an image. */
function artifactTypeOf(manifest: Manifest): string | undefined {
  const { artifactType, config, layers } = manifest.content;
  if (artifactType !== undefined) {
    return artifactType;
  }
  if (config && !isImageConfig(config.mediaType)) {
    return config.mediaType;
  }
  // Signatures and attestations are pushed in an image's clothes, but hold no file system.
  return layers.length > 0 &&
    !layers.some(layer => isImageLayer(layer.mediaType))
    ? layers[0].mediaType
    : undefined;
}

/** A configuration that is no JSON tells nothing; the image is there all the same. */
function readConfig(bytes: Buffer): ImageConfig | undefined {
  try {
    return imageConfigSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Builders add what they found out about an image as a child that runs nowhere. */
function isAttestation(child: Descriptor): boolean {
  return (
    (child.platform?.os === 'unknown' &&
      child.platform.architecture === 'unknown') ||
    child.annotations['vnd.docker.reference.type'] === 'attestation-manifest'
  );
}

function platformOf(platform: {
  os: string;
  architecture: string;
  variant?: string;
  'os.version'?: string;
}): Platform {
  return {
    os: platform.os,
    architecture: platform.architecture,
    variant: platform.variant,
    osVersion: platform['os.version'],
  };
}

function sizeOf(manifest: Manifest): number | undefined {
  const { config, layers, blobs } = manifest.content;
  const parts = manifest.kind === 'blobs' ? blobs : layers;
  return sum([config?.size ?? 0, ...parts.map(part => part.size)]);
}

/** Undefined where one of them is not known, or there is none. */
function sum(sizes: (number | undefined)[]): number | undefined {
  return sizes.length === 0
    ? undefined
    : sizes.reduce(
        (total, size) =>
          total === undefined || size === undefined ? undefined : total + size,
        0,
      );
}

/** Reproducible builds write the epoch, Go the year 1 where it has no time. */
function readTime(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0
    ? undefined
    : new Date(time).toISOString();
}

async function tolerate<T>(
  codes: readonly string[] | 'all',
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (
      isRegistryError(error) &&
      (codes === 'all' || codes.includes(error.code))
    ) {
      return undefined;
    }
    throw error;
  }
}

async function inParallel<T>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
        await task(item);
      }
    }),
  );
}
