import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import integratedRegistry from 'backstage-plugin-integrated-registry-backend';
import { buildImage, buildIndex, SecretNet } from 'registry-simulator';
import request from 'supertest';
import giteaRegistry from '.';
import { login, startGitea } from './__testUtils__/startGitea';

const workspace = 'group:default/payments';
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);

describe('the portal with the module', () => {
  const net = new SecretNet();
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let backend: TestBackend;

  beforeAll(async () => {
    net.addFrom(login);
    gitea = await startGitea();
    const { store } = gitea;
    store.addImage('team/app', image, '9.0', '2026-01-01T00:00:00.000Z');
    store.addImage('team/app', image, '1.0', '2026-02-01T00:00:00.000Z');
    backend = await startTestBackend({
      features: [
        integratedRegistry,
        giteaRegistry,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Group',
              metadata: {
                name: 'payments',
                annotations: {
                  'integrated-registry.io/admins': 'user:default/priya',
                },
              },
              spec: { type: 'team', children: [] },
            },
          ],
        }),
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/priya',
            ownershipEntityRefs: ['user:default/priya', workspace],
          }),
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            integratedRegistry: {
              encryption: { keys: [{ id: 'test', secret: 'k'.repeat(32) }] },
              network: { allow: ['127.0.0.1'] },
            },
          },
        }),
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await backend?.stop();
    await gitea?.stop();
    net.assertNoLeaks();
  });

  async function call(method: 'get' | 'post', path: string, body?: object) {
    const answer = await request(backend.server)
      [method](`/api/integrated-registry${path}`)
      .set('Authorization', mockCredentials.user.header('user:default/priya'))
      .send(body);
    net.inspect('an answer', [answer.headers, answer.text]);
    expect(answer.body.error).toBeUndefined();
    return answer.body;
  }

  it('offers the type', async () => {
    const { items } = await call('get', '/providers');
    expect(items).toContainEqual({
      type: 'gitea',
      title: 'Gitea or Forgejo',
      description: 'Images among the packages of people and organizations',
      credential: 'required',
      fields: [],
      hints: {
        url: { placeholder: 'https://gitea.example.com' },
        password: {
          title: { text: 'Access token' },
          description: {
            text: 'With the permissions read:user and read:package.',
          },
        },
      },
      capabilities: ['referrers'],
    });
  });

  it('integrates a registry, finds its images, lists their tags and pins one', async () => {
    const { id } = await call('post', '/integrations', {
      type: 'gitea',
      name: 'Our Gitea',
      url: gitea.url,
      ...login,
      workspace,
    });
    let items: unknown[] = [];
    while (items.length === 0) {
      ({ items } = await call('get', `/repositories?workspace=${workspace}`));
    }
    expect(items).toEqual([
      expect.objectContaining({
        name: 'team/app',
        project: 'team',
        imageHost: gitea.host,
      }),
    ]);

    const tags = await call(
      'get',
      `/integrations/${id}/tags?repository=team/app`,
    );
    expect(tags).toMatchObject({
      items: [{ name: '1.0' }, { name: '9.0' }],
      sortedBy: 'pushedAt',
      complete: true,
    });

    const resolved = await call('post', '/images/resolve', {
      workspace,
      selection: { integrationId: id, repository: 'team/app', tag: '1.0' },
    });
    expect(resolved).toMatchObject({
      reference: `${gitea.host}/team/app:1.0@${image.manifest.digest}`,
      digest: image.manifest.digest,
    });
  }, 60_000);
});
