import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCertificates,
  describeWithPrograms,
  requireProgram,
} from 'registry-simulator';
import { stringify } from 'yaml';
import {
  ADMIN,
  dockerConfig,
  openSimulator,
  secretObject,
  TestCluster,
  WRITER,
  WRITER_USER,
} from './__testUtils__/openSimulator';

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

describeWithPrograms(describe, ['kubectl-1.32', 'openssl'], 'kubectl', () => {
  let directory: string;
  let cluster: TestCluster;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubectl-'));
    const files = await createCertificates(directory);
    cluster = await openSimulator({
      tls: {
        key: await readFile(files.key, 'utf8'),
        cert: await readFile(files.certificate, 'utf8'),
      },
    });
    cluster.simulator.allow({
      token: WRITER,
      user: WRITER_USER,
      namespace: 'payments-dev',
      resource: 'secrets',
      names: ['registry'],
      verbs: ['get', 'patch', 'create', 'delete'],
    });
    const named = (name: string, of: object) => [{ name, ...of }];
    await writeFile(
      join(directory, 'config'),
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'test',
        clusters: named('test', {
          cluster: {
            server: cluster.simulator.url,
            'certificate-authority': files.authority,
          },
        }),
        contexts: named('test', {
          context: {
            cluster: 'test',
            user: 'admin',
            namespace: 'payments-dev',
          },
        }),
        users: [
          ...named('admin', { user: { token: ADMIN } }),
          ...named('writer', { user: { token: WRITER } }),
        ],
      }),
    );
  });

  afterAll(async () => {
    await cluster.stop();
    await rm(directory, { recursive: true });
  });

  afterEach(() => cluster.simulator.deleteSecret('payments-dev', 'registry'));

  function kubectl(...args: string[]): Promise<Outcome> {
    return new Promise(resolve => {
      execFile(
        requireProgram('kubectl-1.32'),
        ['--kubeconfig', join(directory, 'config'), ...args],
        { env: { HOME: directory } },
        (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }

  async function applyFile(object: object, ...args: string[]) {
    const file = join(directory, 'applied.yaml');
    await writeFile(file, stringify(object));
    return kubectl('apply', '--server-side', '--filename', file, ...args);
  }

  it('applies, reads and deletes a Secret', async () => {
    const applied = await applyFile(secretObject('registry', dockerConfig()));
    expect(applied).toEqual({
      code: 0,
      stdout: 'secret/registry serverside-applied\n',
      stderr: '',
    });

    const json = await kubectl('get', 'secret', 'registry', '--output=json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'Secret',
      metadata: { name: 'registry', namespace: 'payments-dev' },
      ...dockerConfig(),
    });
    expect(
      cluster.simulator.secret('payments-dev', 'registry')!.metadata,
    ).toMatchObject({
      managedFields: [{ manager: 'kubectl', operation: 'Apply' }],
    });

    const listed = await kubectl('get', 'secrets');
    expect(listed.stdout).toMatch(/^NAME +AGE\nregistry +\d+s\n$/);

    const deleted = await kubectl('delete', 'secret', 'registry');
    expect(deleted).toMatchObject({
      code: 0,
      stdout: 'secret "registry" deleted\n',
    });
    const gone = await kubectl('get', 'secret', 'registry');
    expect(gone).toMatchObject({
      code: 1,
      stderr: 'Error from server (NotFound): secrets "registry" not found\n',
    });
  });

  it('tells of conflicts and of unknown fields in its own words', async () => {
    await cluster.simulator.put(
      secretObject('registry', {
        metadata: { namespace: 'payments-dev' },
        ...dockerConfig('{"auths":{"a":{}}}'),
      }),
    );
    const conflict = await applyFile(secretObject('registry', dockerConfig()));
    expect(conflict.code).toBe(1);
    expect(conflict.stderr).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data..dockerconfigjson',
    );
    expect(
      await applyFile(
        secretObject('registry', dockerConfig()),
        '--force-conflicts',
      ),
    ).toMatchObject({ code: 0 });

    const unknown = await applyFile(secretObject('registry', { foo: 'bar' }));
    expect(unknown.stderr).toContain('.foo: field not declared in schema');
    const created = await kubectl(
      'create',
      '--filename',
      join(directory, 'applied.yaml'),
    );
    expect(created.stderr).toContain(
      'strict decoding error: unknown field "foo"',
    );
  });

  it('may do what a rule with a name says', async () => {
    const asWriter = ['--user', 'writer'];
    expect(
      await applyFile(secretObject('registry', dockerConfig()), ...asWriter),
    ).toMatchObject({ code: 0 });
    expect(await kubectl('get', 'secrets', ...asWriter)).toMatchObject({
      code: 1,
      stderr: `Error from server (Forbidden): secrets is forbidden: User "${WRITER_USER}" cannot list resource "secrets" in API group "" in the namespace "payments-dev"\n`,
    });
    expect(
      await kubectl(
        'delete',
        'secret',
        'registry',
        '--wait=false',
        ...asWriter,
      ),
    ).toMatchObject({ code: 0 });
  });
});
