import {
  ContractRegistry,
  describeProviderContract,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Certificates,
  createCertificates,
  DockerRegistry,
  describeWithPrograms,
  digestOf,
  inspectDigest,
  makeTwoPlatformLayout,
  pushLayout,
  RegistrySimulator,
  startDockerRegistry,
  startGoContainerRegistry,
  startTokenServer,
} from 'registry-simulator';
import { dockerProvider } from './DockerProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';
import { openCopier } from './__testUtils__/openCopier';

const PROGRAMS = [
  'docker-registry',
  'go-containerregistry',
  'htpasswd',
  'openssl',
  'skopeo',
  'umoci',
];
const credential = { username: 'robot', password: 'a-password-of-a-test' };
const network = new HostileNetwork();
const { signal } = new AbortController();
/** Of `{}`, which OCI artifacts have for a configuration. */
const EMPTY_BLOB = digestOf(Buffer.from('{}'));

describeWithPrograms(describe, PROGRAMS, 'DockerProvider against', () => {
  let directory: string;
  let layout: string;
  let certificates: Certificates;
  let indexDigest: string;

  afterEach(() => network.close());

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'provider-test-'));
    layout = join(directory, 'layout');
    indexDigest = await makeTwoPlatformLayout(layout, '1.2.0');
    certificates = await createCertificates(directory);
  }, 60_000);

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  /** Runs the suite against a registry that has the image. */
  function describeRegistry(
    title: string,
    demandsLogin: boolean,
    start: () => Promise<{
      registry: ContractRegistry;
      stop(): Promise<void>;
    }>,
    more: (registry: () => ContractRegistry) => void = () => {},
  ) {
    describe(title, () => {
      let running: Awaited<ReturnType<typeof start>> | undefined;
      const registry = () => running!.registry;

      beforeAll(async () => {
        running = await start();
        const { host } = running.registry;
        const login = running.registry.credential;
        await pushLayout(layout, '1.2.0', `${host}/team/app:1.2.0`, login);
        expect(await inspectDigest(`${host}/team/app:1.2.0`, login)).toBe(
          indexDigest,
        );
      }, 60_000);

      afterAll(async () => running?.stop());

      describeProviderContract(network.watch(dockerProvider), registry, {
        demandsLogin,
      });
      more(registry);
    });
  }

  function of(
    server: Pick<DockerRegistry, 'url' | 'host' | 'stop'>,
    more: Partial<ContractRegistry> = {},
  ) {
    const { url, host } = server;
    return {
      registry: { url, host, digest: indexDigest, ...more },
      stop: () => server.stop(),
    };
  }

  describeRegistry('docker-registry without a login', false, async () =>
    of(await startDockerRegistry()),
  );

  describeRegistry('docker-registry with a password', true, async () =>
    of(await startDockerRegistry({ login: credential }), { credential }),
  );

  describeRegistry(
    'docker-registry behind TLS with an authority of its own',
    false,
    async () =>
      of(await startDockerRegistry({ tls: certificates }), {
        caCertificate: readFileSync(certificates.authority, 'utf8'),
      }),
    registry => {
      it('is refused without that authority', async () => {
        const { ok, steps } = await network
          .connect(dockerProvider, registry().url)
          .diagnose({ signal });
        expect(ok).toBe(false);
        expect(steps.find(step => step.state === 'failed')).toMatchObject({
          id: 'tls',
          failure: {
            code: 'TLS_UNTRUSTED',
            remedy: expect.stringContaining('CA certificate'),
          },
        });
      });
    },
  );

  describeRegistry(
    'docker-registry with tokens of two seconds',
    true,
    async () => {
      const tokens = await startTokenServer({
        certificates,
        ...credential,
        lifetime: 2,
      });
      const server = await startDockerRegistry({
        token: { realm: tokens.realm, authority: certificates.authority },
      });
      return of(
        {
          ...server,
          async stop() {
            await server.stop();
            await tokens.stop();
          },
        },
        {
          credential,
          expire: () => new Promise(resolve => setTimeout(resolve, 2_500)),
        },
      );
    },
  );

  describeRegistry(
    'go-containerregistry',
    false,
    async () => of(await startGoContainerRegistry()),
    registry => {
      const connect = () => network.connect(dockerProvider, registry().url);

      it('has each tag once, though it begins anew behind the last one (fact 6)', async () => {
        const client = connect();
        const first = await client.listTags('team/app', { signal, limit: 1 });
        expect(first.items).toEqual([{ name: '1.2.0' }]);
        const { cursor } = first;
        expect(
          await client.listTags('team/app', { signal, limit: 1, cursor }),
        ).toEqual({ items: [], order: 'none' });
      });

      it('lists 1,715 repositories and 2,000 tags once each, in few requests', async () => {
        const { url } = registry();
        const { copyChildren, push } = await openCopier(url);
        const name = (at: number) => String(at).padStart(4, '0');
        for (let at = 1; at < 1_715; at++) {
          await copyChildren(`many/r${name(at)}`);
          expect(await push(`many/r${name(at)}`, '1.0')).toBe(201);
        }
        await copyChildren('tags/app');
        for (let at = 0; at < 2_000; at++) {
          expect(await push('tags/app', `1.0.${name(at)}`)).toBe(201);
        }
        const repositories: string[] = [];
        const gaps = [];
        for await (const page of connect().listRepositories({ signal })) {
          repositories.push(...page.items.map(item => item.name));
          gaps.push(...(page.gaps ?? []));
        }
        // With the two that are there besides.
        expect(repositories).toHaveLength(1_716);
        expect(new Set(repositories).size).toBe(1_716);
        expect(gaps).toEqual([]);

        const client = connect();
        const tags = new Set<string>();
        let cursor: string | undefined;
        let pages = 0;
        do {
          const page = await client.listTags('tags/app', {
            signal,
            limit: 1_000,
            cursor,
          });
          page.items.forEach(tag => tags.add(tag.name));
          expect(page.gaps).toBeUndefined();
          cursor = page.cursor;
          pages += 1;
        } while (cursor !== undefined && pages < 20);
        expect([tags.size, cursor]).toEqual([2_000, undefined]);
        expect(pages).toBe(3);
      }, 60_000);

      it('tells what refers to the image (fact 24)', async () => {
        const sbom = JSON.stringify({
          schemaVersion: 2,
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          config: {
            mediaType: 'application/spdx+json',
            digest: EMPTY_BLOB,
            size: 2,
          },
          layers: [],
          subject: {
            mediaType: 'application/vnd.oci.image.index.v1+json',
            digest: registry().digest,
            size: 1,
          },
        });
        const { status, headers } = await fetch(
          `${registry().url}/v2/team/app/manifests/${digestOf(
            Buffer.from(sbom),
          )}`,
          {
            method: 'PUT',
            body: sbom,
            headers: {
              'content-type': 'application/vnd.oci.image.manifest.v1+json',
            },
          },
        );
        expect(status).toBe(201);
        expect(
          await connect().listReferrers!('team/app', registry().digest, {
            signal,
          }),
        ).toEqual({
          items: [
            expect.objectContaining({
              digest: headers.get('docker-content-digest'),
              artifactType: 'application/spdx+json',
              kind: 'sbom',
            }),
          ],
        });
      });
    },
  );

  describeRegistry('the simulator', false, async () =>
    of(await RegistrySimulator.start()),
  );

  describeRegistry('the simulator with a password', true, async () =>
    of(await RegistrySimulator.start({ login: credential }), { credential }),
  );

  describeRegistry('the simulator with tokens of two seconds', true, async () =>
    of(
      await RegistrySimulator.start({
        login: credential,
        auth: 'bearer',
        tokenLifetimeSeconds: 2,
      }),
      {
        credential,
        expire: () => new Promise(resolve => setTimeout(resolve, 2_500)),
      },
    ),
  );
});
