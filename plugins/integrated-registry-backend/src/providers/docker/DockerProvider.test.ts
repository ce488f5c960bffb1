import {
  HttpTransport,
  RegistryConnection,
  RegistryRepositoryPage,
  TransportRequest,
} from 'backstage-plugin-integrated-registry-node';
import { buildImage, buildIndex } from 'registry-simulator';
import { dockerProvider } from './DockerProvider';

const signal = new AbortController().signal;

interface Answer {
  httpStatus?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A connection whose registry answers as the test says. */
function connect(
  settings: Partial<RegistryConnection>,
  answer: (url: URL, request: TransportRequest) => Answer | undefined,
) {
  const asked: string[] = [];
  const methods: string[] = [];
  const transport: HttpTransport = {
    async request(request) {
      asked.push(request.url);
      methods.push(
        `${request.method ?? 'GET'} ${new URL(request.url).pathname}`,
      );
      const { httpStatus, headers, body } = answer(
        new URL(request.url),
        request,
      ) ?? { httpStatus: 404 };
      return {
        httpStatus: httpStatus ?? 200,
        headers: new Headers(headers),
        body: Buffer.from(JSON.stringify(body ?? {})),
        url: request.url,
      };
    },
    probe: async (url, step) => ({ message: `${step} of ${url}` }),
    close() {},
  };
  const client = dockerProvider.connect({
    url: 'https://registry.example.com',
    imageHost: 'registry.example.com',
    repositories: [],
    repositoryFilter: [],
    transport,
    ...settings,
  });
  return { client, asked, methods };
}

async function pagesOf(pages: AsyncIterable<RegistryRepositoryPage>) {
  const all: RegistryRepositoryPage[] = [];
  for await (const page of pages) {
    all.push(page);
  }
  return all;
}

describe('DockerProvider', () => {
  it('lists only what the filter lets through', async () => {
    const { client } = connect(
      { repositoryFilter: ['team/*', 'base/**', '{a,b}'] },
      ({ pathname }) =>
        pathname === '/v2/'
          ? {}
          : {
              body: {
                repositories: [
                  'a',
                  'base/a/b',
                  'other/app',
                  'team/app',
                  'team/x/y',
                ],
              },
            },
    );
    expect(await pagesOf(client.listRepositories({ signal }))).toEqual([
      { items: [{ name: 'base/a/b' }, { name: 'team/app' }] },
    ]);
  });

  it('takes the declared repositories in place of the catalogue', async () => {
    const { client, asked } = connect(
      { repositories: ['team/app', 'team/job'] },
      () => undefined,
    );
    expect(await pagesOf(client.listRepositories({ signal }))).toEqual([
      { items: [{ name: 'team/app' }, { name: 'team/job' }] },
    ]);
    expect(asked).toEqual([]);
  });

  it('hides tags that carry signatures, attestations and SBOMs (fact 24)', async () => {
    const hex = 'ab'.repeat(32);
    const { client } = connect({}, () => ({
      body: {
        tags: [
          '1.0',
          `sha256-${hex}`,
          `sha256-${hex}.sig`,
          `sha256-${hex}.att`,
          `sha256-${hex}.sbom`,
          `sha512-${hex}`,
          `sha256-${hex}.txt`,
          'sha256-short',
        ],
      },
    }));
    expect(await client.listTags('team/app', { signal })).toEqual({
      items: [
        { name: '1.0' },
        { name: `sha256-${hex}.txt` },
        { name: 'sha256-short' },
      ],
      order: 'none',
    });
  });

  it.each([
    'https://docker.io',
    'https://index.docker.io/v1',
    'https://hub.docker.com',
    'https://registry-1.docker.io',
  ])('reaches Docker Hub by %s, with its short names (fact 26)', async url => {
    const { client, asked } = connect(
      { url, repositories: ['nginx', 'team/app'] },
      () => ({ body: { tags: ['1.27'] } }),
    );
    expect(await pagesOf(client.listRepositories({ signal }))).toEqual([
      {
        items: [{ name: 'library/nginx' }, { name: 'team/app' }],
      },
    ]);
    await client.listTags('nginx', { signal, limit: 5 });
    expect(asked).toEqual([
      'https://registry-1.docker.io/v2/',
      'https://registry-1.docker.io/v2/library/nginx/tags/list?n=5',
    ]);
    expect(dockerProvider.defaultImageHost?.(url)).toBe('docker.io');
    const { steps } = await client.diagnose({ signal });
    expect(steps[0].message).toBe('dns of https://registry-1.docker.io');
  });

  it.each([
    // One index and one image; whether the others are there is asked by HEAD, which is not counted.
    ['https://docker.io', 2, 2],
    ['https://registry.example.com', 4, 0],
  ])(
    'reads of an index at %s %d manifests, for Docker Hub counts them (fact 26)',
    async (url, reads, looks) => {
      const image = buildIndex(
        ['amd64', 'arm64', 's390x'].map(architecture =>
          buildImage({ architecture }),
        ),
      );
      const blobs = [image, ...image.children].flatMap(
        ({ manifest, blobs: parts }) => [manifest, ...parts],
      );
      const { client, methods } = connect({ url }, ({ pathname }) => {
        const blob = pathname.endsWith('/manifests/1.0')
          ? image.manifest
          : blobs.find(({ digest }) => pathname.endsWith(digest));
        return blob
          ? {
              headers: {
                'content-type': blob.mediaType,
                'docker-content-digest': blob.digest,
              },
              body: JSON.parse(blob.bytes.toString()),
            }
          : {};
      });
      const { platforms } = await client.getArtifact('team/app', '1.0', {
        signal,
      });
      expect(platforms).toHaveLength(3);
      const ofManifests = (method: string) =>
        methods.filter(
          asked => asked.startsWith(method) && asked.includes('/manifests/'),
        );
      expect(ofManifests('GET')).toHaveLength(reads);
      expect(ofManifests('HEAD')).toHaveLength(looks);
    },
  );

  describe('on a registry without a catalogue (fact 7)', () => {
    const answer = ({ pathname }: URL): Answer | undefined =>
      ({
        '/v2/': {},
        '/v2/team/app/tags/list': { body: { tags: ['1.0'] } },
      }[pathname]);

    it('says what to do', async () => {
      const { client } = connect({}, answer);
      const { ok, steps } = await client.diagnose({ signal });
      expect(ok).toBe(false);
      expect(steps[5]).toMatchObject({
        id: 'catalogue',
        state: 'failed',
        failure: {
          code: 'CATALOG_UNAVAILABLE',
          remedy: expect.stringContaining('“Repositories”'),
        },
      });
    });

    it('is content with declared repositories, after a look at one', async () => {
      const { client } = connect({ repositories: ['team/app'] }, answer);
      const { ok, steps } = await client.diagnose({ signal });
      expect(ok).toBe(true);
      expect(steps[5].message).toBe(
        'The declared list of 1 repository is used; team/app was found.',
      );
    });

    it('finds out that a declared repository is not there', async () => {
      const { client } = connect({ repositories: ['team/typo'] }, answer);
      const { steps } = await client.diagnose({ signal });
      expect(steps[5].failure).toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
