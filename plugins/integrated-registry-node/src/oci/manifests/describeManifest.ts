import {
  Artifact,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import { CallOptions, RegistryDescriptor } from '../../provider';
import { isImageConfig, isImageLayer } from './mediaTypes';
import { Manifest } from './readManifest';
import { ImageConfig, imageConfigSchema } from './schemas';

/** What an artifact is read from. */
export interface ArtifactSource {
  resolve(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor>;
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

/** What is told of an artifact besides its names. */
export type Details = Pick<
  Artifact,
  | 'platforms'
  | 'morePlatforms'
  | 'layers'
  | 'history'
  | 'config'
  | 'labels'
  | 'createdAt'
  | 'sizeBytes'
  | 'describedPlatform'
  | 'artifactType'
  | 'partial'
> & { kind: Artifact['kind'] };

/** Details of what is no index, from its manifest and configuration. */
export async function describeManifest(
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
      ...(artifactType && { artifactType }),
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

/**
 * The type of what is no image; undefined for an image. What runtimes look at decides: the
 * configuration and the layers, and not `artifactType`, which both containerd and CRI-O ignore. They
 * refuse a configuration of a type that they do not know, and layers that are no part of a file system.
 *
 * Sources: containerd, `images.IsConfigType` and `IsLayerType`; containers/image,
 * `NewNonImageArtifactError`
 */
export function artifactTypeOf({ content }: Manifest): string | undefined {
  const { artifactType, config, layers } = content;
  if (!config || !isImageConfig(config.mediaType)) {
    return artifactType ?? config?.mediaType ?? '';
  }
  // Signatures and attestations are pushed in an image's clothes, but hold no file system.
  const odd = layers.find(({ mediaType }) => !isImageLayer(mediaType));
  return odd && (artifactType ?? odd.mediaType);
}

/** A configuration that is no JSON tells nothing; the image is there all the same. */
function readConfig(bytes: Buffer): ImageConfig | undefined {
  try {
    return imageConfigSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}

export function platformOf(platform: {
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

/** Compressed size of configuration and layers, in bytes. */
export function sizeOf(manifest: Manifest): number | undefined {
  const { config, layers, blobs } = manifest.content;
  const parts = manifest.kind === 'blobs' ? blobs : layers;
  return sum([config?.size ?? 0, ...parts.map(part => part.size)]);
}

/** Undefined where one of them is not known, or there is none. */
export function sum(sizes: (number | undefined)[]): number | undefined {
  return sizes.length === 0
    ? undefined
    : sizes.reduce(
        (total, size) =>
          total === undefined || size === undefined ? undefined : total + size,
        0,
      );
}

/** Reproducible builds write the epoch, Go the year 1 where it has no time. */
export function readTime(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0
    ? undefined
    : new Date(time).toISOString();
}
