import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAuthorization } from 'backstage-plugin-integrated-registry-node';
import {
  buildImage,
  createCertificates,
  describeWithPrograms,
  DockerRegistry,
  DockerRegistryOptions,
  pushContent,
  RegistrySimulator,
  runProgram,
  startDockerRegistry,
  startTokenServer,
} from 'registry-simulator';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { until } from '../__testUtils__/until';
import { login } from '../__testUtils__/useIntegration';
import { pulling, useDeploying } from './__testUtils__/useDeploying';

// Each test starts a portal, registries and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const workspace = 'group:default/payments';

describeWithPrograms(
  describe,
  ['skopeo', 'crane-manifest'],
  'a pull secret',
  () => {
    const scene = useDeploying('SQLITE_3');
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pull-secret-'));
    });

    afterEach(() => rm(directory, { recursive: true, force: true }));

    /** Pulls a manifest with nothing but what is in a file of credentials. */
    async function pull(image: string, auths: object): Promise<string> {
      const authfile = join(directory, 'auth.json');
      await writeFile(authfile, JSON.stringify({ auths }));
      return runProgram('skopeo', [
        'inspect',
        '--raw',
        '--tls-verify=false',
        `--authfile=${authfile}`,
        `docker://${image}`,
      ]);
    }

    /** The same by crane, which looks for a host alone. */
    async function pullByCrane(image: string, auths: object): Promise<string> {
      await writeFile(
        join(directory, 'config.json'),
        JSON.stringify({ auths }),
      );
      return runProgram('crane-manifest', [image], {
        env: { DOCKER_CONFIG: directory, HOME: directory },
      });
    }

    async function expectPulled(image: string, auths: object): Promise<void> {
      for (const client of [pull, pullByCrane]) {
        expect(await client(image, auths)).toContain('schemaVersion');
      }
    }

    async function expectRefused(image: string, auths: object): Promise<void> {
      for (const client of [pull, pullByCrane]) {
        await expect(client(image, auths)).rejects.toThrow(
          /unauthorized|authentication required/i,
        );
      }
    }

    const decide = (id: string, decision: object) =>
      scene.portal.call('priya', `PUT /integrations/${id}/pull-credential`, {
        workspace,
        ...decision,
      });

    it('is what clients pull with; a credential that cannot pull is not saved', async () => {
      const image = `${new URL(scene.registry.url).host}/team/app:latest`;
      const wrong = await decide(scene.id, pulling);
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toMatch(
        /^Not saved: pulling an image with this credential failed\. /,
      );
      const right = await decide(scene.id, { source: 'separate', ...login });
      expect(right.status).toBe(200);
      await bindNamespace(scene.portal, { cluster: 'dev', namespace: 'shop' });
      await expectPulled(image, scene.auths()!);
      await expectRefused(image, {});
    });

    it('of a Harbor has a robot account, and never an administrator', async () => {
      const robot = {
        username: 'robot$puller',
        password: 'secret-of-the-robot',
      };
      const admin = { username: 'admin', password: 'password-of-the-admin' };
      const harbor = await RegistrySimulator.start({
        harbor: {
          accounts: [
            { ...admin, kind: 'admin' },
            { ...robot, kind: 'robot' },
          ],
        },
      });
      try {
        harbor.store.addImage('shop/app', buildImage(), '1.0');
        const { body } = await scene.portal.call(
          'priya',
          'POST /integrations',
          {
            workspace,
            type: 'harbor',
            name: 'Harbor',
            url: harbor.url,
            ...admin,
          },
        );
        const own = await decide(body.id, { source: 'own' });
        expect(own.status).toBe(400);
        expect(own.body.error.message).toBe(
          'admin is an administrator of the registry, so its password does not go into namespaces',
        );
        const separate = await decide(body.id, {
          source: 'separate',
          ...robot,
        });
        expect([separate.status, separate.body.error?.message]).toEqual([
          200,
          undefined,
        ]);
        await bindNamespace(scene.portal, {
          cluster: 'dev',
          namespace: 'shop',
        });
        const auths = await until(
          async () => scene.auths(),
          found => found !== undefined,
        );
        const image = `${new URL(harbor.url).host}/shop/app:1.0`;
        await expectPulled(image, auths!);
        await expectRefused(image, {});
      } finally {
        await harbor.stop();
      }
    });

    it('has a credential for each path of a host that two integrations share', async () => {
      const robots = {
        team: { username: 'robot$team+puller', password: 'secret-of-the-team' },
        shop: { username: 'robot$shop+puller', password: 'secret-of-the-shop' },
      };
      const harbor = await RegistrySimulator.start({
        harbor: {
          accounts: Object.entries(robots).map(([project, robot]) => ({
            ...robot,
            kind: 'robot',
            projects: [project],
          })),
        },
      });
      try {
        for (const [project, robot] of Object.entries(robots)) {
          harbor.store.addImage(`${project}/app`, buildImage(), '1.0');
          await integrate(harbor.url, {
            ...robot,
            type: 'harbor',
            name: `Harbor of ${project}`,
            repositoryFilter: [`${project}/**`],
          });
        }
        const { host } = harbor;
        const auths = await bound(`${host}/team`, `${host}/shop`);
        expect(auths).not.toHaveProperty([host]);
        for (const project of ['team', 'shop'] as const) {
          const image = `${host}/${project}/app:1.0`;
          expect(await pull(image, auths)).toContain('schemaVersion');
          const { [`${host}/${project}`]: _, ...others } = auths;
          await expect(pull(image, others)).rejects.toThrow();
        }
      } finally {
        await harbor.stop();
      }
    });

    /** Integrates a registry, and has its pull secret hold this login. */
    async function integrate(
      url: string,
      {
        username,
        password,
        ...fields
      }: { username: string; password: string } & Record<string, unknown>,
    ) {
      const created = await scene.portal.call('priya', 'POST /integrations', {
        ...{ workspace, type: 'docker', name: 'Real registry', url },
        ...{ username, password, ...fields },
      });
      expect([created.status, created.body.error?.message]).toEqual([
        201,
        undefined,
      ]);
      const decided = await decide(created.body.id, {
        ...{ source: 'separate', username, password },
      });
      expect([decided.status, decided.body.error?.message]).toEqual([
        200,
        undefined,
      ]);
    }

    /** What the Secret of a new binding holds, once it has these keys. */
    async function bound(...keys: string[]) {
      await bindNamespace(scene.portal, { cluster: 'dev', namespace: 'shop' });
      return (await until(
        async () => scene.auths(),
        found => keys.every(key => found?.[key] !== undefined),
      ))!;
    }

    describeWithPrograms(
      describe,
      ['docker-registry', 'htpasswd', 'openssl'],
      'of Debian’s docker-registry',
      () => {
        /** A registry that demands a login, with an image that it had before. */
        async function startClosed(
          options: DockerRegistryOptions,
        ): Promise<DockerRegistry> {
          const kept = join(directory, 'registry');
          const open = await startDockerRegistry({ directory: kept });
          await pushContent(open.url, 'team/app', '1.0', buildImage());
          await open.stop();
          return startDockerRegistry({ ...options, directory: kept });
        }

        async function expectPulls({ host, url }: DockerRegistry) {
          await integrate(url, login);
          const image = `${host}/team/app:1.0`;
          const auths = await bound(host);
          await expectPulled(image, auths);
          const { [host]: _, ...others } = auths;
          await expectRefused(image, others);
          const wrong = { ...login, password: 'the-wrong-password' };
          const [, auth] = ownAuthorization(wrong).split(' ');
          await expectRefused(image, { [host]: { auth } });
          return auths;
        }

        it('with a password is pulled from with it, and not without', async () => {
          const registry = await startClosed({ login });
          try {
            const auths = await expectPulls(registry);
            expect(auths[registry.host]).toMatchObject(login);
          } finally {
            await registry.stop();
          }
        });

        it('with tokens is pulled from with it, and not without', async () => {
          const certificates = await createCertificates(directory);
          const server = await startTokenServer({
            ...login,
            certificates,
            lifetime: 60,
          });
          const registry = await startClosed({
            token: { realm: server.realm, authority: certificates.authority },
          });
          try {
            await expectPulls(registry);
            expect(server.issued()).toBeGreaterThan(0);
          } finally {
            await registry.stop();
            await server.stop();
          }
        });
      },
    );
  },
);
