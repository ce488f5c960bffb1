import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildImage,
  describeWithPrograms,
  RegistrySimulator,
  runProgram,
} from 'registry-simulator';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { until } from '../__testUtils__/until';
import { login } from '../__testUtils__/useIntegration';
import { pulling, useDeploying } from './__testUtils__/useDeploying';

// Each test starts a portal, registries and a cluster, also on a busy machine.
jest.setTimeout(120_000);

const workspace = 'group:default/payments';

describeWithPrograms(describe, ['skopeo'], 'a pull secret', () => {
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
    ]).then(String);
  }

  const decide = (id: string, decision: object) =>
    scene.portal.call('priya', `PUT /integrations/${id}/pull-credential`, {
      workspace,
      ...decision,
    });

  it('is what skopeo pulls with; a credential that cannot pull is not saved', async () => {
    const image = `${new URL(scene.registry.url).host}/team/app:latest`;
    const wrong = await decide(scene.id, pulling);
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(
      /^Not saved: pulling an image with this credential failed\. /,
    );
    const right = await decide(scene.id, { source: 'separate', ...login });
    expect(right.status).toBe(200);
    await bindNamespace(scene.portal, { cluster: 'dev', namespace: 'shop' });
    expect(await pull(image, scene.auths()!)).toContain('schemaVersion');
    await expect(pull(image, {})).rejects.toThrow();
  });

  it('of a Harbor has a robot account, and never an administrator', async () => {
    const robot = { username: 'robot$puller', password: 'secret-of-the-robot' };
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
      const { body } = await scene.portal.call('priya', 'POST /integrations', {
        workspace,
        type: 'harbor',
        name: 'Harbor',
        url: harbor.url,
        ...admin,
      });
      const own = await decide(body.id, { source: 'own' });
      expect(own.status).toBe(400);
      expect(own.body.error.message).toBe(
        'admin is an administrator of the registry, so its password does not go into namespaces',
      );
      const separate = await decide(body.id, { source: 'separate', ...robot });
      expect([separate.status, separate.body.error?.message]).toEqual([
        200,
        undefined,
      ]);
      await bindNamespace(scene.portal, { cluster: 'dev', namespace: 'shop' });
      const auths = await until(
        async () => scene.auths(),
        found => found !== undefined,
      );
      const image = `${new URL(harbor.url).host}/shop/app:1.0`;
      expect(await pull(image, auths!)).toContain('schemaVersion');
      await expect(pull(image, {})).rejects.toThrow();
    } finally {
      await harbor.stop();
    }
  });
});
