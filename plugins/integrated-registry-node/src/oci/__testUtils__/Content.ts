import { createHash } from 'node:crypto';
import { docker, oci } from './mediaTypes';
import { Answer, ReceivedRequest } from './startServer';

export function digestOf(content: Buffer | string) {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Content by digest and tag, served as a registry does. */
export class Content {
  readonly manifests = new Map<string, { body: Buffer; mediaType: string }>();
  readonly blobs = new Map<string, Buffer>();

  blob(content: unknown, mediaType: string) {
    const body = Buffer.from(
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    const digest = digestOf(body);
    this.blobs.set(digest, body);
    return { mediaType, digest, size: body.length };
  }

  manifest(tag: string | undefined, content: unknown, mediaType: string) {
    const body = Buffer.from(JSON.stringify(content));
    const digest = digestOf(body);
    this.manifests.set(digest, { body, mediaType });
    if (tag) {
      this.manifests.set(tag, { body, mediaType });
    }
    return { mediaType, digest, size: body.length };
  }

  image(
    tag: string | undefined,
    options: {
      config?: unknown;
      mediaType?: string;
      annotations?: unknown;
    } = {},
  ) {
    const { annotations, mediaType = `${oci}.manifest.v1+json` } = options;
    return this.manifest(
      tag,
      {
        schemaVersion: 2,
        mediaType,
        config: this.blob(
          options.config ?? { os: 'linux', architecture: 'amd64' },
          mediaType.startsWith(docker)
            ? `${docker}.container.image.v1+json`
            : `${oci}.config.v1+json`,
        ),
        layers: [
          {
            mediaType: mediaType.startsWith(docker)
              ? `${docker}.image.rootfs.diff.tar.gzip`
              : `${oci}.layer.v1.tar+gzip`,
            digest: digestOf('layer'),
            size: 1_000,
          },
        ],
        annotations,
      },
      mediaType,
    );
  }

  /** An index under the tag `1.0`. */
  index(manifests: unknown) {
    return this.manifest(
      '1.0',
      { schemaVersion: 2, mediaType: `${oci}.index.v1+json`, manifests },
      `${oci}.index.v1+json`,
    );
  }

  answer = ({ path, method, headers }: ReceivedRequest): Answer | undefined => {
    const [, kind, name] =
      /^\/v2\/app\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
    if (kind === 'blobs') {
      const body = this.blobs.get(name);
      return body && { body };
    }
    const manifest = this.manifests.get(name);
    if (!manifest || !headers.accept?.includes(manifest.mediaType)) {
      return path === '/v2/' ? {} : undefined;
    }
    return {
      headers: {
        'content-type': manifest.mediaType,
        'docker-content-digest': digestOf(manifest.body),
        'content-length': String(manifest.body.length),
      },
      body: method === 'HEAD' ? '' : manifest.body,
    };
  };
}

/** The configuration of an image, with everything that is read of it. */
export const config = {
  created: '2024-05-06T07:08:09.123456789Z',
  author: 'Anna',
  os: 'linux',
  architecture: 'arm64',
  variant: 'v8',
  config: {
    User: '1000',
    WorkingDir: '/srv',
    Entrypoint: ['/app'],
    Cmd: null,
    ExposedPorts: { '8080/tcp': {} },
    Labels: { 'org.example.team': 'payments', count: 3 },
  },
  history: [
    { created: '2024-05-06T07:08:00Z', created_by: 'COPY app /' },
    { created_by: 'ENV a=b', empty_layer: true, comment: 'buildkit' },
    'garbage',
  ],
};
