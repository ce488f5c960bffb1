import { TestDatabases } from '@backstage/backend-test-utils';
import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  buildImage,
  buildIndex,
  digestOf,
  HarborPermission,
  RegistrySimulator,
} from 'registry-simulator';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const amd64 = buildImage({ architecture: 'amd64' });
const arm64 = buildImage({ architecture: 'arm64' });

interface Answer {
  code?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server before the registry that answers some requests itself. */
async function startFront(
  registry: RegistrySimulator,
  answer: (method: string, path: string) => Answer | undefined,
): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const own = answer(method, path);
    if (own) {
      outgoing.writeHead(own.code ?? 200, own.headers);
      outgoing.end(method === 'HEAD' ? undefined : own.body);
      return;
    }
    const behind = request(
      `${registry.url}${path}`,
      { method, headers },
      response => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    behind.on('error', () => outgoing.destroy());
    incoming.pipe(behind);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}

describe('choosing an image', () => {
  let portal: TestPortal;
  let registry: RegistrySimulator;
  let front: Server | undefined;
  let id: string;

  beforeEach(async () => {
    portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    registry = await RegistrySimulator.start();
  }, 120_000);

  afterEach(async () => {
    front?.closeAllConnections();
    front?.close();
    front = undefined;
    await registry.stop();
    await portal.stop();
  });

  /** Integrates the registry, or a server before it. */
  async function use(
    answer?: (method: string, path: string) => Answer | undefined,
  ) {
    let { url } = registry;
    if (answer) {
      const started = await startFront(registry, answer);
      front = started.server;
      url = started.url;
    }
    ({ id } = await integrate(portal, { url }));
  }

  function resolve(selection: object, policy: object = {}) {
    return portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId: id, repository: 'team/app', ...selection },
      policy,
    });
  }

  function artifact(reference: string) {
    return portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=${reference}`,
    );
  }

  it.each([400, 403, 404, 405, 500, 503])(
    'works where HEAD of a manifest answers %s and GET works',
    async code => {
      registry.store.addImage('team/app', amd64, '1.0');
      await use((method, path) =>
        method === 'HEAD' && path.includes('/manifests/')
          ? { code }
          : undefined,
      );
      const { status, body } = await resolve({ tag: '1.0' });
      expect([status, body.digest]).toEqual([200, amd64.manifest.digest]);
    },
  );

  it('asks the registry about a digest each time', async () => {
    registry.store.addImage('team/app', amd64, '1.0');
    await use();
    const { digest } = amd64.manifest;
    expect((await resolve({ digest })).body.passed).toBe(true);
    await artifact(digest);
    registry.store.removeManifest('team/app', digest);
    const { status, body } = await resolve({ digest });
    expect(status).toBe(404);
    expect(body.error.message).toContain('does not have team/app@sha256:');
    // What is only shown may be remembered, and says how old it is.
    const shown = await artifact(digest);
    expect([shown.status, Date.parse(shown.body.asOf)]).toEqual([
      200,
      expect.any(Number),
    ]);
  });

  it('asks the registry about a tag each time', async () => {
    registry.store.addImage('team/app', amd64, '1.0');
    await use();
    await resolve({ tag: '1.0' });
    registry.store.addImage('team/app', arm64, '1.0');
    const { body } = await resolve({ tag: '1.0' });
    expect(body.digest).toBe(arm64.manifest.digest);
  });

  describe('from an index', () => {
    const index = buildIndex([amd64, arm64]);

    beforeEach(async () => {
      registry.store.addImage('team/app', index, '1.0');
      await use();
    });

    it.each([
      ['before it was first seen', false],
      ['after it was seen', true],
    ])(
      'counts a platform only where its manifest is there, deleted %s',
      async (_, seen) => {
        for (const platform of seen ? ['linux/amd64', 'linux/arm64'] : []) {
          await resolve({ tag: '1.0' }, { platform });
        }
        registry.store.removeManifest('team/app', amd64.manifest.digest);
        const { body } = await resolve(
          { tag: '1.0' },
          { platform: 'linux/amd64' },
        );
        expect(body).toMatchObject({
          passed: false,
          platforms: [
            { architecture: 'amd64', missing: true },
            { architecture: 'arm64' },
          ],
          rules: [
            {
              rule: 'platform',
              passed: false,
              message:
                'The image names linux/amd64, and the registry no longer has the manifest for it. It runs on linux/arm64',
            },
          ],
        });
        expect(body.platforms[1].missing).toBeUndefined();
        const other = await resolve(
          { tag: '1.0' },
          { platform: 'linux/arm64' },
        );
        expect(other.body.passed).toBe(true);
      },
    );

    it('passes nothing of which every platform was deleted', async () => {
      for (const { manifest } of [amd64, arm64]) {
        registry.store.removeManifest('team/app', manifest.digest);
      }
      const { body } = await resolve({ tag: '1.0' });
      expect(body).toMatchObject({
        passed: false,
        rules: [
          {
            rule: 'platform',
            passed: false,
            message:
              'The image cannot be pulled: the registry no longer has the manifest of any of its platforms. Choose another version, or have it pushed again',
          },
        ],
      });
    });

    it('passes no platform that the registry does not answer for', async () => {
      await resolve({ tag: '1.0' });
      registry.setFaults({
        only: path => path.endsWith(amd64.manifest.digest),
        failWith: () => 500,
      });
      const { status, body } = await resolve(
        { tag: '1.0' },
        { platform: 'linux/amd64' },
      );
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules[0].message).toBe(
        'The image names linux/amd64, and the registry did not answer whether it has the manifest for it. Try again',
      );
    });

    it('takes a platform that was pushed again', async () => {
      registry.store.removeManifest('team/app', amd64.manifest.digest);
      await resolve({ tag: '1.0' }, { platform: 'linux/amd64' });
      registry.store.addImage('team/app', amd64);
      const { body } = await resolve(
        { tag: '1.0' },
        { platform: 'linux/amd64' },
      );
      expect(body.passed).toBe(true);
    });
  });

  it('answers an index of 1,000 platforms within bounds, and judges all of them', async () => {
    const child = amd64.manifest;
    const bytes = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: Array.from({ length: 1_000 }, (_, number) => ({
          mediaType: child.mediaType,
          digest: child.digest,
          size: child.bytes.length,
          platform: { os: 'linux', architecture: `a${number}` },
        })),
      }),
    );
    registry.store.addImage('team/app', amd64);
    registry.store.addManifest(
      'team/app',
      { digest: digestOf(bytes), mediaType: INDEX, bytes },
      'large',
    );
    await use();
    const chosen = await resolve({ tag: 'large' }, { platform: 'linux/a998' });
    const shown = await artifact('large');
    expect(chosen.body.passed).toBe(true);
    for (const { body, text } of [chosen, shown]) {
      expect(body.platforms).toHaveLength(50);
      expect(body.morePlatforms).toBe(950);
      expect(text.length).toBeLessThan(20_000);
    }
    expect(chosen.body.platforms[49].architecture).toBe('a998');
    const { body } = await resolve(
      { tag: 'large' },
      { platform: 'linux/s390x' },
    );
    expect(body.rules[0].message).toMatch(
      /^The image does not run on linux\/s390x. It runs on linux\/a0, .* and 980 more$/,
    );
  });

  it('shows an image with very many labels and layers within bounds', async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, number) => [`label-${number}`, 'x']),
    );
    const image = buildImage({
      labels: { ...labels, long: 'x'.repeat(100_000) },
      layers: Array.from({ length: 300 }, (_, number) => `layer ${number}`),
    });
    registry.store.addImage('team/app', image, '1.0');
    await use();
    const { body, text } = await artifact('1.0');
    expect(body).toMatchObject({
      moreLabels: 4_901,
      moreLayers: 100,
      moreHistory: 100,
    });
    expect(text.length).toBeLessThan(100_000);
  });

  describe('that must be signed', () => {
    const policy = { requireSignature: true };
    const { digest } = amd64.manifest;
    const signatureTag = `${digest.replace(':', '-')}.sig`;
    const told =
      /^The image must be signed, and it has no signature. Choose another version$/;

    beforeEach(() => registry.store.addImage('team/app', amd64, '1.0'));

    it.each<[string, Answer, RegExp]>([
      [
        'a web page',
        { headers: { 'content-type': 'text/html' }, body: '<html>' },
        told,
      ],
      [
        'a redirect to a console that is nowhere',
        { code: 302, headers: { location: 'http://console.invalid/' } },
        told,
      ],
      ['JSON of another kind', { body: '{"status":"ok"}' }, told],
      ['status 400', { code: 400 }, told],
      [
        'status 403',
        { code: 403 },
        /^The image must be signed, and its signatures could not be read. The registry does not allow .*read what refers to team\/app@sha256:/,
      ],
      [
        'status 500',
        { code: 500 },
        /^The image must be signed, and its signatures could not be read. The registry failed with HTTP 500/,
      ],
    ])(
      'is judged by tags where the referrers address answers %s',
      async (_, answer, message) => {
        await use((_method, path) =>
          path.includes('/referrers/') ? answer : undefined,
        );
        const unsigned = await resolve({ tag: '1.0' }, policy);
        expect([unsigned.status, unsigned.body.passed]).toEqual([200, false]);
        expect(unsigned.body.rules).toEqual([
          {
            rule: 'requireSignature',
            passed: false,
            message: expect.stringMatching(message),
            wording: {
              message: expect.objectContaining({ code: expect.any(String) }),
            },
          },
        ]);
        registry.store.addImage(
          'team/app',
          buildImage({ layers: ['signature'] }),
          signatureTag,
        );
        const signed = await resolve({ tag: '1.0' }, policy);
        expect(signed.body.passed).toBe(true);
      },
    );

    it('has a verdict, and no error, where nothing about signatures can be found out', async () => {
      await use((_method, path) =>
        path.includes('/referrers/') || path.includes('/sha256-')
          ? { code: 403 }
          : undefined,
      );
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed, body.digest]).toEqual([200, false, digest]);
      expect(body.rules[0].message).toMatch(/could not be read/);
    });
  });

  describe('from Harbor, whose vulnerabilities must be low', () => {
    const policy = { maxSeverity: 'low' };
    const robot = { username: 'robot$portal', password: 'canary-2f60c1' };

    async function useHarbor(permissions: HarborPermission[]) {
      await registry.stop();
      registry = await RegistrySimulator.start({
        onToken: portal.onToken,
        harbor: {
          accounts: [{ ...robot, kind: 'robot', permissions }],
          scanned: ['team/app:1.0'],
        },
      });
      registry.store.addImage('team/app', amd64, '1.0');
      const { url } = registry;
      ({ id } = await integrate(portal, { type: 'harbor', url, ...robot }));
    }

    it('is judged by the summary where the report may not be read', async () => {
      await useHarbor(['repository:list', 'repository:pull', 'artifact:read']);
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules).toEqual([
        {
          rule: 'maxSeverity',
          passed: false,
          message:
            'The image must have no vulnerability above low, and it has one that is critical. Choose another version',
          wording: {
            message: expect.objectContaining({ code: 'VERDICT_SEVERITY' }),
          },
        },
      ]);
      const allowed = await resolve(
        { tag: '1.0' },
        { maxSeverity: 'critical' },
      );
      expect(allowed.body.passed).toBe(true);
    });

    it('lists every tag where artifacts may not be listed, and says what is not known', async () => {
      await useHarbor(['repository:list', 'repository:pull']);
      const { status, body } = await portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=team/app`,
      );
      expect([status, body.complete]).toEqual([200, true]);
      expect(body.items).toEqual([{ name: '1.0' }]);
      expect(body.gaps).toEqual([
        {
          scope: { kind: 'repository', name: 'team/app' },
          code: 'DETAILS',
          message:
            'Times and sizes of the tags of team/app are not known: Harbor does not let this account list artifacts.',
          remedy:
            'Give the account the permission “Artifact: List” in this project of Harbor.',
          wording: {
            message: {
              code: 'HARBOR_NO_DETAILS',
              params: { repository: 'team/app' },
            },
            remedy: {
              code: 'HARBOR_GIVE_PERMISSION',
              params: { permission: 'Artifact: List' },
            },
          },
          permission: 'Artifact: List',
        },
      ]);
    });

    it('has a verdict, and no error, where nothing is left to judge by', async () => {
      await useHarbor(['repository:list', 'repository:pull']);
      const { status, body } = await resolve({ tag: '1.0' }, policy);
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules[0].message).toMatch(
        /^The image must have no vulnerability above low, and its vulnerabilities could not be read. .* Give the account the permission “Artifact: Read” in this project of Harbor.$/,
      );
    });
  });
});
