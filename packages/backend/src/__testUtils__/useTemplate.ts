import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import integratedRegistryScaffolderModule from 'backstage-plugin-scaffolder-backend-module-integrated-registry';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { SecretNet } from 'registry-simulator';
import { parse } from 'yaml';
import demoOutput from '../modules/demoOutput';
import { inspectedLoggers } from './inspectedLoggers';

const templateDirectory = resolve(
  __dirname,
  '../../../../examples/templates/deploy-container-image',
);

const digest = `sha256:${'a'.repeat(64)}`;

export const reference = `registry.example.com/team/app:1.2.0@${digest}`;

const resolved = {
  reference,
  integrationId: 'one',
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.2.0',
  digest,
  platforms: [{ os: 'linux', architecture: 'amd64' }],
  passed: true,
  rules: [],
};

export const required = {
  workspace: 'group:default/payments',
  image: 'registry.example.com/team/app:1.2.0',
  name: 'checkout',
  namespace: { cluster: 'demo', namespace: 'payments' },
  replicas: 3,
};

/** What the backend says of the namespaces of the workspace. */
const namespaces = {
  items: [
    {
      id: 'one',
      workspace: 'group:default/payments',
      ...required.namespace,
      serviceAccounts: [],
      managedBy: 'config',
      secretName: 'integrated-registry',
      label: 'integrated-registry.io/workspace=default.payments',
      state: 'inPlace',
      since: '2026-01-31T12:00:00.000Z',
      integrations: ['one'],
      removing: false,
      canSync: false,
      canRemove: false,
      createdAt: '2026-01-31T12:00:00.000Z',
      createdBy: 'config',
    },
  ],
  complete: true,
  asOf: '2026-01-31T12:00:00.000Z',
  hasClusters: true,
  clusters: [],
  manifestClusters: [],
  canBind: false,
};

interface DryRun {
  output: { text: { content: string }[] };
  directoryContents: { path: string; base64Content: string }[];
}

async function readTemplateFiles() {
  const entries = await readdir(templateDirectory, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const file = join(entry.parentPath, entry.name);
        return {
          path: relative(templateDirectory, file),
          base64Content: await readFile(file, 'base64'),
        };
      }),
  );
}

/** The template deploy-container-image, run dry by the scaffolder. */
export function useTemplate() {
  let registryBackend: Server;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  /** Bodies, and addresses of requests without one. */
  const requests: unknown[] = [];

  /** Finds the token the task called the Integrated Registry with. */
  let net = new SecretNet();

  beforeAll(async () => {
    registryBackend = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      net.add(request.headers.authorization ?? '', 'the token of a person');
      const body = Buffer.concat(chunks).toString();
      requests.push(body ? JSON.parse(body) : request.url);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          request.url?.startsWith('/namespace-bindings')
            ? namespaces
            : resolved,
        ),
      );
    });
    await new Promise<void>(done => {
      registryBackend.listen(0, '127.0.0.1', done);
    });
    const { port } = registryBackend.address() as AddressInfo;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        integratedRegistryScaffolderModule,
        demoOutput,
        catalogServiceMock.factory(),
        ...inspectedLoggers(() => net),
        mockServices.rootConfig.factory({
          data: {
            demo: { outputDirectory: join(tmpdir(), 'deploy-container-image') },
          },
        }),
        mockServices.discovery.mock({
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
        }).factory,
      ],
    });
  });

  beforeEach(() => {
    net = new SecretNet();
    requests.length = 0;
  });

  afterEach(() => net.assertNoLeaks());

  afterAll(async () => {
    await backend?.stop();
    await new Promise(done => registryBackend.close(done));
  });

  async function post(values: object): Promise<Response> {
    const response = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/scaffolder/v2/dry-run`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          template: parse(
            await readFile(join(templateDirectory, 'template.yaml'), 'utf8'),
          ),
          values,
          directoryContents: await readTemplateFiles(),
        }),
      },
    );
    // The log of the task, its steps, its output and its files.
    net.inspect('the answer of a task', await response.clone().text());
    return response;
  }

  async function render(values: object) {
    const response = await post(values);
    const text = await response.text();
    expect([response.status, text]).toEqual([200, expect.anything()]);
    const { output, directoryContents }: DryRun = JSON.parse(text);
    const files = directoryContents.map(({ path, base64Content }) => [
      path,
      // As kubectl reads it: there yes, on and the like are booleans.
      parse(Buffer.from(base64Content, 'base64').toString(), {
        version: '1.1',
      }),
    ]);
    return { files: Object.fromEntries(files), output };
  }

  return {
    render,
    requests,
    post,
    get net() {
      return net;
    },
    set net(value: SecretNet) {
      net = value;
    },
  };
}
