import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import integratedRegistryCatalogModule from './index';

const health = { state: 'healthy' };
const repositoryIndex = { state: 'never', repositories: 0, complete: false };
const managed = { access: 'use', managedBy: 'user', health, repositoryIndex };

const integrations = [
  {
    ...managed,
    id: '3f0c0ad0-0000-4000-8000-00000000aaaa',
    type: 'docker',
    name: 'Company registry',
    workspace: 'group:default/payments',
    url: 'https://registry.example.com',
  },
  {
    ...managed,
    id: '3f0c0ad0-0000-4000-8000-00000000bbbb',
    type: 'harbor',
    name: '公司',
    workspace: 'group:shop/storefront',
  },
];

describe('the catalog module', () => {
  let server: Server;
  let answer: (cursor: string | null) => { code: number; body: object };
  let run: SchedulerServiceTaskFunction | undefined;
  let provider: EntityProvider | undefined;
  const mutations: EntityProviderMutation[] = [];
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    run = undefined;
    provider = undefined;
    logger.warn.mockClear();
    mutations.length = 0;
    server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const { code, body } = answer(searchParams.get('cursor'));
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  async function connect(configured = true) {
    const { port } = server.address() as AddressInfo;
    const backend = await startTestBackend({
      extensionPoints: [
        [
          catalogProcessingExtensionPoint,
          {
            addEntityProvider: (added: EntityProvider) => {
              provider = added;
            },
            addProcessor: () => {},
          },
        ],
      ],
      features: [
        integratedRegistryCatalogModule,
        logger.factory,
        mockServices.rootConfig.factory({
          data: configured
            ? {
                catalog: {
                  providers: {
                    integratedRegistry: {
                      schedule: {
                        frequency: { hours: 1 },
                        timeout: { minutes: 1 },
                      },
                    },
                  },
                },
              }
            : {},
        }),
        mockServices.discovery.mock({
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
        }).factory,
        mockServices.scheduler.mock({
          createScheduledTaskRunner: () => ({
            run: async task => {
              run = task.fn;
            },
          }),
        }).factory,
      ],
    });
    await provider?.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
    await backend.stop();
  }

  const refresh = () => run?.(new AbortController().signal);

  const page = (items: object[], nextCursor?: string) => ({
    code: 200,
    body: {
      items,
      complete: true,
      asOf: '2026-01-01T00:00:00.000Z',
      ...(nextCursor && { nextCursor }),
    },
  });

  it('gives one Resource per integration, over all pages', async () => {
    answer = cursor =>
      cursor === null
        ? page([integrations[0]], 'second')
        : page([integrations[1]]);
    await connect();
    await refresh();
    expect(mutations).toEqual([
      {
        type: 'full',
        entities: [
          {
            locationKey: 'integrated-registry',
            entity: expect.objectContaining({
              kind: 'Resource',
              metadata: expect.objectContaining({
                name: 'company-registry-0000aaaa',
                namespace: 'default',
                title: 'Company registry',
                links: [
                  expect.objectContaining({
                    url: 'https://registry.example.com',
                  }),
                ],
              }),
              spec: {
                type: 'container-registry',
                owner: 'group:default/payments',
              },
            }),
          },
          {
            locationKey: 'integrated-registry',
            entity: expect.objectContaining({
              metadata: expect.objectContaining({
                name: 'registry-0000bbbb',
                namespace: 'shop',
                title: '公司',
              }),
            }),
          },
        ],
      },
    ]);
  });

  it('tells everybody what the documentation names, and no more', async () => {
    answer = () =>
      page([
        {
          ...integrations[0],
          description: 'Ask ops for the break-glass account',
          username: 'robot$portal',
          imageHost: 'pull.example.com',
          repositories: ['hidden/project'],
          repositoryFilter: ['hidden/*'],
          sharing: { with: 'workspaces', workspaces: ['group:shop/partner'] },
          tls: { skipVerify: true },
          createdBy: 'user:default/priya',
        },
      ]);
    await connect();
    await refresh();
    const [mutation] = mutations;
    const location = `integrated-registry:${integrations[0].id}`;
    expect(mutation.type === 'full' && mutation.entities).toEqual([
      {
        locationKey: 'integrated-registry',
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: {
            name: 'company-registry-0000aaaa',
            namespace: 'default',
            title: 'Company registry',
            annotations: {
              'backstage.io/managed-by-location': location,
              'backstage.io/managed-by-origin-location': location,
              'integrated-registry.io/integration-id': integrations[0].id,
              'integrated-registry.io/type': 'docker',
            },
            links: [
              {
                url: 'https://registry.example.com',
                title: 'Registry',
                icon: 'storage',
              },
            ],
          },
          spec: {
            type: 'container-registry',
            owner: 'group:default/payments',
          },
        },
      },
    ]);
  });

  it('makes names that the catalog takes, each another one', async () => {
    const odd = ['Crème brûlée', 'a'.repeat(100), '--- / ---', '公司', '公司'];
    answer = () =>
      page(
        odd.map((name, index) => ({
          ...integrations[0],
          id: `3f0c0ad0-0000-4000-8000-00000000000${index}`,
          name,
          ...(index === 0 && { url: 'ftp://files.example.com' }),
        })),
      );
    await connect();
    await refresh();

    const [mutation] = mutations;
    const entities = mutation.type === 'full' ? mutation.entities : [];
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const { entity } of entities) {
      await expect(policy.enforce(entity)).resolves.toEqual(entity);
    }
    const names = entities.map(({ entity }) => entity.metadata.name);
    expect(new Set(names).size).toBe(odd.length);
    expect(names[0]).toBe('creme-brulee-00000000');
    expect(entities[0].entity.metadata.links).toBeUndefined();
  });

  it('leaves the catalog as it is when one page cannot be read, and says so once', async () => {
    const down = {
      code: 503,
      body: { error: { name: 'Error', message: 'down' } },
    };
    answer = cursor =>
      cursor === null ? page([integrations[0]], 'second') : down;
    await connect();
    await refresh();
    await refresh();
    expect(mutations).toEqual([]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/keeps what it has: .*down/)],
    ]);

    answer = () => page(integrations);
    await refresh();
    expect(mutations).toHaveLength(1);

    answer = () => down;
    await refresh();
    expect(mutations).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('leaves the catalog as it is when the list is not whole', async () => {
    const { code, body } = page([integrations[0]]);
    answer = () => ({ code, body: { ...body, complete: false } });
    await connect();
    await refresh();
    expect(mutations).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('does nothing where it is not configured', async () => {
    answer = () => page(integrations);
    await connect(false);
    expect(provider).toBeUndefined();
  });
});
