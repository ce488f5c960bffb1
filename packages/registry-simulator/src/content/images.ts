import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** Something a registry keeps under its digest. */
export interface Blob {
  digest: string;
  mediaType: string;
  bytes: Buffer;
}

/** A manifest and all that belongs to it. */
export interface Image {
  manifest: Blob;
  blobs: Blob[];
  /** Of an index: the manifests of its platforms. */
  children: Image[];
  platform?: { os: string; architecture: string };
}

export interface ImageOptions {
  architecture?: string;
  /** ISO 8601. */
  created?: string;
  labels?: Record<string, string>;
  /** One layer each; what is in it makes its digest. */
  layers?: readonly string[];
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

function blob(mediaType: string, content: Buffer | object): Blob {
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(JSON.stringify(content));
  return { digest: digestOf(bytes), mediaType, bytes };
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function descriptor({ mediaType, digest, bytes }: Blob) {
  return { mediaType, digest, size: bytes.length };
}

/** A tar archive with one file, as far as anybody looks at it. */
function archiveOf(content: string): Buffer {
  const text = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write('content');
  header.write('0000644\0', 100);
  header.write(text.length.toString(8).padStart(11, '0'), 124);
  header.write('00000000000', 136);
  header.write('        0', 148);
  const sum = header.reduce((total, byte) => total + byte, 0) - 48 + 32;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (text.length % 512)) % 512);
  return Buffer.concat([header, text, padding, Buffer.alloc(1_024)]);
}

/** An image for one platform. The same options make the same digests. */
export function buildImage(options: ImageOptions = {}): Image {
  const {
    architecture = 'amd64',
    created = '2026-01-01T00:00:00Z',
    labels = {},
    layers = ['content'],
  } = options;
  const archives = layers.map(archiveOf);
  const layerBlobs = archives.map(archive => blob(LAYER, gzipSync(archive)));
  const config = blob(CONFIG, {
    architecture,
    os: 'linux',
    created,
    config: {
      User: '10001',
      Entrypoint: ['/bin/app'],
      ExposedPorts: { '8080/tcp': {} },
      Labels: labels,
    },
    rootfs: {
      type: 'layers',
      diff_ids: archives.map(digestOf),
    },
    history: layers.map(content => ({
      created,
      created_by: `COPY ${content.slice(0, 40)}`,
    })),
  });
  const manifest = blob(MANIFEST, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: descriptor(config),
    layers: layerBlobs.map(descriptor),
  });
  return {
    manifest,
    blobs: [config, ...layerBlobs],
    children: [],
    platform: { os: 'linux', architecture },
  };
}

/** Something that is no image, such as a Helm chart, by the media types of its parts. */
export function buildArtifact(types: {
  config: string;
  layers: readonly string[];
  artifactType?: string;
}): Image {
  const config = blob(types.config, {});
  const layers = types.layers.map((mediaType, at) =>
    blob(mediaType, Buffer.from(`part ${at}`)),
  );
  return {
    manifest: blob(MANIFEST, {
      schemaVersion: 2,
      mediaType: MANIFEST,
      artifactType: types.artifactType,
      config: descriptor(config),
      layers: layers.map(descriptor),
    }),
    blobs: [config, ...layers],
    children: [],
  };
}

/** One image over several platforms. */
export function buildIndex(children: Image[]): Image {
  return {
    manifest: blob(INDEX, {
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: children.map(child => ({
        ...descriptor(child.manifest),
        platform: child.platform,
      })),
    }),
    blobs: [],
    children,
  };
}
