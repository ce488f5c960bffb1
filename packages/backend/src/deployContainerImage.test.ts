import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { entitySchemaValidator } from '@backstage/catalog-model';
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
import demoOutput from './modules/demoOutput';

const templateDirectory = resolve(
  __dirname,
  '../../../examples/templates/deploy-container-image',
);
const digest = `sha256:${'a'.repeat(64)}`;
const reference = `registry.example.com/team/app:1.2.0@${digest}`;

const required = {
  workspace: 'group:default/payments',
  image: 'registry.example.com/team/app:1.2.0',
  name: 'checkout',
  namespace: 'payments',
  replicas: 3,
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

describe('the template deploy-container-image', () => {
  let registryBackend: Server;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
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
      requests.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          reference,
          imageHost: 'registry.example.com',
          repository: 'team/app',
          tag: '1.2.0',
          digest,
          platforms: [{ os: 'linux', architecture: 'amd64' }],
          passed: true,
          rules: [],
        }),
      );
    });
    await new Promise<void>(done => {
      registryBackend.listen(0, '127.0.0.1', done);
    });
    const { port } = registryBackend.address() as AddressInfo;
    const log = (...said: unknown[]) => net.inspect('a log', said);
    const logger = {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: () => mockServices.logger.mock(logger),
    };
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        integratedRegistryScaffolderModule,
        demoOutput,
        catalogServiceMock.factory(),
        mockServices.logger.mock(logger).factory,
        mockServices.rootLogger.mock(logger).factory,
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

  it('writes a Deployment of the pinned image, its namespace and its Component', async () => {
    const { files, output } = await render({
      ...required,
      createNamespace: true,
    });
    expect(Object.keys(files).sort()).toEqual([
      'catalog-info.yaml',
      'k8s/00-namespace.yaml',
      'k8s/deployment.yaml',
    ]);
    expect(files['k8s/00-namespace.yaml']).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'payments' },
    });
    const deployment = files['k8s/deployment.yaml'];
    expect(deployment).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: {
        replicas: 3,
        template: {
          spec: {
            securityContext: {
              runAsNonRoot: true,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'checkout',
                image: reference,
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
    // Kubernetes refuses a Deployment whose selector its own pods do not match.
    expect(deployment.spec.template.metadata.labels).toMatchObject(
      deployment.spec.selector.matchLabels,
    );
    const [container] = deployment.spec.template.spec.containers;
    expect(container).not.toHaveProperty('ports');

    expect(entitySchemaValidator()(files['catalog-info.yaml'])).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'checkout',
        annotations: { 'integrated-registry.io/image': reference },
      },
      spec: { owner: 'group:default/payments' },
    });

    const [{ content }] = output.text;
    expect(content).toContain(`Deploys \`${reference}\``);
    expect(content).toContain(
      join(tmpdir(), 'deploy-container-image', 'checkout'),
    );
    expect(content).toContain('### k8s/deployment.yaml');
    // A dry run resolves, but it notes no use.
    expect(requests).toEqual([
      {
        workspace: 'group:default/payments',
        reference: 'registry.example.com/team/app:1.2.0',
        policy: { pin: 'both' },
      },
    ]);
  });

  it('writes a Service that reaches the container where there is a port', async () => {
    const { files } = await render({ ...required, port: 8080 });
    const { spec } = files['k8s/deployment.yaml'];
    const [container] = spec.template.spec.containers;
    expect(container).toMatchObject({
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      readinessProbe: { tcpSocket: { port: 'http' } },
    });
    const service = files['k8s/service.yaml'];
    expect(service).toMatchObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: { ports: [{ port: 80, targetPort: 'http' }] },
    });
    expect(spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });

  it('lets an image run as root only where that was asked for', async () => {
    const { files } = await render({ ...required, restricted: false });
    const { spec } = files['k8s/deployment.yaml'].spec.template;
    expect(spec.securityContext).toEqual({
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
    });
  });

  it('keeps names that YAML would take for something else', async () => {
    const { files } = await render({
      ...required,
      name: 'on',
      namespace: '123',
      createNamespace: true,
    });
    expect(files['k8s/00-namespace.yaml'].metadata.name).toBe('123');
    expect(files['k8s/deployment.yaml'].metadata).toMatchObject({
      name: 'on',
      namespace: '123',
      labels: { 'app.kubernetes.io/name': 'on' },
    });
  });

  it.each([
    ['name', 'Checkout'],
    ['name', '1-checkout'],
    ['name', 'checkout-'],
    ['name', 'a'.repeat(64)],
    ['namespace', 'team.payments'],
    ['replicas', 0],
    ['port', 70_000],
  ])('refuses the %s %s before anything is done', async (field, value) => {
    const response = await post({ ...required, [field]: value });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(field);
    expect(requests).toEqual([]);
  });

  it('has a secret found that a task lets out', async () => {
    await render({ ...required, name: 'shop' });
    expect(requests).toHaveLength(1);
    // The name stands for whatever a template may write.
    net.add('shop-with-a-secret', 'the canary');
    await render({ ...required, name: 'shop-with-a-secret' });
    expect(net.leaks).toEqual([
      'the canary in a log, as it is',
      'the canary in the answer of a task, as it is',
    ]);
    net = new SecretNet();
  });
});
