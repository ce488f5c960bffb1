import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
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

  beforeEach(async () => {
    run = undefined;
    provider = undefined;
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

  async function refresh(configured = true) {
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
    await run?.(new AbortController().signal);
    await backend.stop();
  }

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

  it('leaves the catalog as it is when one page cannot be read', async () => {
    answer = cursor =>
      cursor === null
        ? page([integrations[0]], 'second')
        : { code: 503, body: { error: { name: 'Error', message: 'down' } } };
    await refresh();
    expect(run).toBeDefined();
    expect(mutations).toEqual([]);
  });

  it('does nothing where it is not configured', async () => {
    answer = () => page(integrations);
    await refresh(false);
    expect(provider).toBeUndefined();
  });
});
