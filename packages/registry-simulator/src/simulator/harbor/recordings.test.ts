import { ContentStore } from '../../content/ContentStore';
import { Blob, buildImage, digestOf, Image } from '../../content/images';
import { RegistrySimulator } from '../RegistrySimulator';
import recordings from './__fixtures__/recordings.json';
import { HarborAccount } from './options';

const accounts: HarborAccount[] = [
  { username: 'admin', password: 'a', kind: 'admin' },
  { username: 'dev1', password: 'd', projects: ['priv'] },
  { username: 'robot$backstage', password: 'r', kind: 'robot' },
];

const logins: Record<string, string | undefined> = {
  admin: 'admin:a',
  dev: 'dev1:d',
  robot: 'robot$backstage:r',
  bad: 'admin:wrong',
  badrobot: 'robot$backstage:wrong',
};

const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker';

function blobOf(mediaType: string, content: object): Blob {
  const bytes = Buffer.from(JSON.stringify(content));
  return { digest: digestOf(bytes), mediaType, bytes };
}

function descriptorOf({ mediaType, digest, bytes }: Blob) {
  return { mediaType, digest, size: bytes.length };
}

function imageOf(
  manifestType: string,
  configType: string,
  config: object,
  more: object = {},
): Image {
  const configBlob = blobOf(configType, config);
  return {
    manifest: blobOf(manifestType, {
      schemaVersion: 2,
      config: descriptorOf(configBlob),
      layers: [],
      ...more,
    }),
    blobs: [configBlob],
    children: [],
  };
}

/** The same content as the recorded Harbor had. */
function seed(store: ContentStore) {
  const config = {
    architecture: 'amd64',
    author: 'seed',
    config: {
      Env: ['PATH=/bin'],
      Labels: { 'org.opencontainers.image.revision': 'abc123' },
    },
    created: '2024-01-02T03:04:05Z',
    os: 'linux',
    history: [{ created: '2024-01-02T03:04:05Z', created_by: 'seed' }],
  };
  const ociManifest = `${OCI}.manifest.v1+json`;
  const ociConfig = `${OCI}.config.v1+json`;
  const platforms = [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
    { os: 'linux', architecture: 'arm', variant: 'v7' },
  ];
  const children = platforms.map(platform =>
    imageOf(ociManifest, ociConfig, { ...config, ...platform }),
  );
  const indexOf = (mediaType: string): Image => ({
    manifest: blobOf(mediaType, {
      schemaVersion: 2,
      mediaType,
      manifests: children.map(({ manifest }, at) => ({
        ...descriptorOf(manifest),
        platform: platforms[at],
      })),
    }),
    blobs: [],
    children,
  });
  const v1 = imageOf(ociManifest, ociConfig, config, {
    annotations: { 'org.opencontainers.image.created': '2024-05-06T07:08:09Z' },
  });
  const signature = imageOf(ociManifest, ociConfig, { signs: 'v1' });
  const attached = imageOf(
    ociManifest,
    `application/vnd.oci.empty.v1+json`,
    {},
    {
      subject: descriptorOf(v1.manifest),
    },
  );
  const chart = imageOf(
    ociManifest,
    'application/vnd.cncf.helm.config.v1+json',
    { apiVersion: 'v2', name: 'mychart', version: '0.1.0' },
  );
  const at = (second: number) => `2026-11-23T20:45:${second}.000Z`;
  for (const name of ['library/app', 'library/team/nested/app']) {
    const hex = v1.manifest.digest.slice('sha256:'.length);
    store.addImage(name, indexOf(`${OCI}.index.v1+json`), 'multi', at(10));
    store.addImage(
      name,
      indexOf(`${DOCKER}.distribution.manifest.list.v2+json`),
      'multi-docker',
      at(11),
    );
    store.addImage(
      name,
      imageOf(
        `${DOCKER}.distribution.manifest.v2+json`,
        `${DOCKER}.container.image.v1+json`,
        config,
      ),
      'schema2',
      at(12),
    );
    store.addImage(name, v1, 'v1.0.0', at(13));
    store.addImage(name, v1, 'latest', at(14));
    store.addImage(name, signature, `sha256-${hex}.sig`, at(15));
    store.addImage(name, attached);
    store.addImage(name, chart, 'chart-0.1.0', at(16));
  }
  for (let n = 0; n < 1_000; n += 1) {
    const image = imageOf(ociManifest, ociConfig, config, {
      annotations: { n: String(n) },
    });
    const tag = `1.${Math.floor(n / 100)}.${n % 100}`;
    const minute = String(n % 60).padStart(2, '0');
    store.addImage(
      'library/deep',
      image,
      tag,
      `2026-11-23T21:${minute}:09.156Z`,
    );
  }
  store.addImage('library/umoci-base', buildImage());
  store.copyRepository(
    'library/app',
    Array.from(
      { length: 1_001 },
      (_, n) => `library/bulk-repo-${String(n).padStart(5, '0')}`,
    ),
  );
}

/** What another server would say in the same place: kinds of values where the values must differ. */
function comparable(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    return value.map(item => comparable(item, key));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'labels')
        .map(([name, item]) => [name, comparable(item, name)]),
    );
  }
  if (
    ['immutable', 'icon', 'comment', 'realname', 'n', 'token'].includes(key)
  ) {
    return typeof value;
  }
  if (/(^|_)id$|^size$|_count$/.test(key) && typeof value === 'number') {
    return 'number';
  }
  return typeof value === 'string'
    ? value
        .replace(/sha256:[a-f0-9]{64}/g, '<digest>')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
        .replace(/127\.0\.0\.1:\d+/g, '<host>')
        .replace(/library\/[\w/-]*/, 'library/<repository>')
        .replace(/^1\.\d+\.\d+$/, '<version>')
        .replace(/^v2\.9\.5.*/, '<harbor>')
        .replace('Aqua Security', 'peers')
        .replace(/v0\.(50\.0|0\.1)/, '<scanner>')
    : value;
}

/** An array of any length, as the shape its items have. */
function shapeOf(body: unknown): unknown {
  return Array.isArray(body) ? comparable(body.slice(0, 1)) : comparable(body);
}

describe('The Harbor face', () => {
  let harbor: RegistrySimulator;

  beforeAll(async () => {
    harbor = await RegistrySimulator.start({
      harbor: {
        accounts,
        projects: [
          { name: 'demo' },
          { name: 'library', public: true },
          { name: 'priv' },
          { name: 'quotad', public: true },
        ],
        scanned: ['library/app:v1.0.0', 'library/team/nested/app:v1.0.0'],
      },
    });
    seed(harbor.store);
  });

  afterAll(() => harbor.stop());

  it.each(recordings.map(recording => [recording.name, recording] as const))(
    'answers as Harbor 2.9.5 did: %s',
    async (_, recording) => {
      const login = logins[recording.as];
      const response = await fetch(`${harbor.url}${recording.path}`, {
        method: recording.method,
        headers: {
          accept: 'application/json, */*',
          ...(login && {
            authorization: `Basic ${Buffer.from(login).toString('base64')}`,
          }),
        },
      });
      expect(response.status).toBe(recording.httpStatus);
      const said: Record<string, string | undefined> = recording.headers;
      for (const name of ['www-authenticate', 'link', 'x-total-count']) {
        const value = response.headers.get(name);
        expect([name, comparable(value)]).toEqual([
          name,
          comparable(said[name] ?? null),
        ]);
      }
      expect(response.headers.get('content-type')).toBe(said['content-type']);
      expect(shapeOf(await response.json())).toEqual(shapeOf(recording.body));
    },
  );
});
