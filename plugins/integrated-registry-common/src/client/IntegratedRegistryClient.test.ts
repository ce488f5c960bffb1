import { asOf, emptyPage, integration } from './__testUtils__/answers';
import { json, useTestBackend } from './__testUtils__/TestBackend';
import { IntegratedRegistryApi } from './IntegratedRegistryApi';

const backend = useTestBackend();
const { client } = backend;

const settings = {
  workspace: 'group:default/payments',
  type: 'docker',
  name: 'Team registry',
  url: 'https://r.io',
};
const use = {
  workspace: settings.workspace,
  reference: 'r.io/a:1',
  usedBy: 'component:default/shop',
};

describe('IntegratedRegistryClient', () => {
  it.each<
    [
      keyof IntegratedRegistryApi,
      (api: IntegratedRegistryApi) => Promise<unknown>,
      string,
      unknown,
    ]
  >([
    [
      'listWorkspaces',
      api => api.listWorkspaces(),
      'GET /workspaces',
      emptyPage,
    ],
    [
      'listWorkspaces',
      api =>
        api.listWorkspaces({
          q: 'pay',
          entityRefs: ['group:default/a', 'group:default/b'],
          limit: 10,
        }),
      'GET /workspaces?q=pay&entityRefs=group%3Adefault%2Fa%2Cgroup%3Adefault%2Fb&limit=10',
      emptyPage,
    ],
    [
      'listProviders',
      api => api.listProviders(),
      'GET /providers',
      { items: [] },
    ],
    [
      'listIntegrations',
      api => api.listIntegrations(),
      'GET /integrations',
      emptyPage,
    ],
    [
      'listIntegrations',
      api =>
        api.listIntegrations({
          workspace: 'group:default/payments',
          q: 'a & b',
          limit: 10,
        }),
      'GET /integrations?workspace=group%3Adefault%2Fpayments&q=a+%26+b&limit=10',
      emptyPage,
    ],
    [
      'getIntegration',
      api => api.getIntegration('a/b?c'),
      'GET /integrations/a%2Fb%3Fc',
      integration,
    ],
    [
      'call',
      api =>
        api.call('listTags', {
          id: 'one',
          query: { repository: 'team/app', limit: 10 },
        }),
      'GET /integrations/one/tags?repository=team%2Fapp&limit=10',
      { ...emptyPage, sortedBy: 'name' },
    ],
    [
      'createIntegration',
      api => api.createIntegration(settings),
      'POST /integrations',
      integration,
    ],
    [
      'createIntegration',
      api => api.createIntegration(settings, { verify: false }),
      'POST /integrations?verify=false',
      integration,
    ],
    [
      'updateIntegration',
      api => api.updateIntegration('one', '"1"', {}, { verify: false }),
      'PATCH /integrations/one?verify=false',
      integration,
    ],
    [
      'refreshIntegration',
      api => api.refreshIntegration('one'),
      'POST /integrations/one/refresh',
      integration,
    ],
    [
      'testConnection',
      api => api.testConnection({ integrationId: 'one' }),
      'POST /connection-tests',
      { ok: true, steps: [{ id: 'dns', state: 'ok', message: 'found' }] },
    ],
    [
      'searchRepositories',
      api =>
        api.searchRepositories({ workspace: 'group:default/a', cursor: 'c=' }),
      'GET /repositories?workspace=group%3Adefault%2Fa&cursor=c%3D',
      emptyPage,
    ],
    [
      'listRepositorySources',
      api => api.listRepositorySources({ workspace: 'group:default/a' }),
      'GET /repository-sources?workspace=group%3Adefault%2Fa',
      { items: [] },
    ],
    [
      'listTags',
      api =>
        api.listTags({
          integrationId: 'one',
          repository: 'team/app',
          sort: 'semver',
        }),
      'GET /integrations/one/tags?repository=team%2Fapp&sort=semver',
      { ...emptyPage, sortedBy: 'semver' },
    ],
    [
      'getArtifact',
      api =>
        api.getArtifact({
          integrationId: 'one',
          repository: 'team/app',
          reference: '1',
        }),
      'GET /integrations/one/artifact?repository=team%2Fapp&reference=1',
      {
        repository: 'team/app',
        reference: '1',
        digest: 'sha256:0',
        mediaType: 'application/vnd.oci.image.index.v1+json',
        kind: 'index',
        platforms: [],
        layers: [],
        history: [],
        labels: {},
        annotations: {},
        pullReference: 'r.io/team/app:1',
        asOf,
      },
    ],
    [
      'resolveImage',
      api =>
        api.resolveImage({
          workspace: 'group:default/a',
          reference: 'r.io/a:1',
        }),
      'POST /images/resolve',
      {
        reference: 'r.io/a:1',
        imageHost: 'r.io',
        repository: 'a',
        platforms: [],
        passed: true,
        rules: [],
      },
    ],
    [
      'parseImage',
      api =>
        api.parseImage({ workspace: 'group:default/a', reference: 'r.io/a' }),
      'GET /images/parse?workspace=group%3Adefault%2Fa&reference=r.io%2Fa',
      {
        reference: 'r.io/a',
        familiar: 'r.io/a',
        imageHost: 'r.io',
        repository: 'a',
      },
    ],
    [
      'listImageUses',
      api => api.listImageUses({ workspace: 'group:default/a' }),
      'GET /image-uses?workspace=group%3Adefault%2Fa',
      emptyPage,
    ],
    [
      'recordImageUse',
      api => api.recordImageUse(use),
      'POST /image-uses',
      {
        ...use,
        id: 'use',
        repository: 'a',
        usedAt: asOf,
        chosenBy: 'user:default/marco',
      },
    ],
  ])('%s makes its call and gives the answer', async (_, call, line, body) => {
    backend.answer = json(200, body);
    await expect(call(client)).resolves.toEqual(body);
    const [path] = line.split(' ').slice(1);
    expect(backend.received).toEqual([
      expect.objectContaining({
        method: line.split(' ')[0],
        url: `/api/integrated-registry${path}`,
      }),
    ]);
  });
});
