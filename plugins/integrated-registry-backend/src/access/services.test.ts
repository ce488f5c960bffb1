import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { JsonObject } from '@backstage/types';
import { accessTable, Row } from '../__testUtils__/accessTable';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { clusterModule, silentCluster } from '../__testUtils__/clusterModule';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { login, useRegistry, workspace } from '../__testUtils__/useIntegration';

// Each test asks for every kind of token, also on a busy machine.
jest.setTimeout(120_000);

const access = 'integrated-registry.access';
const read = 'integrated-registry.integration.read';
const use = 'integrated-registry.integration.use';
const record = 'integrated-registry.image-use.create';

/** The columns of the table below, and how their tokens are restricted. */
const tokens: Record<string, JsonObject[] | undefined> = {
  unrestricted: undefined,
  'another plugin only': [{ plugin: 'catalog' }],
  'the action read': [
    {
      plugin: 'integrated-registry',
      permissionAttribute: { action: ['read'] },
    },
  ],
  'access only': [{ plugin: 'integrated-registry', permission: [access] }],
  'access, read and use': [
    { plugin: 'integrated-registry', permission: [access, read, use] },
  ],
  'as a pipeline': [
    { plugin: 'integrated-registry', permission: [access, use, record] },
  ],
};

const names = Object.keys(tokens);
const tokenOf = (name: string) =>
  `static-token-${names.indexOf(name)}-of-a-test`;

/** What each is answered, in the order of `tokens`. */
const table: Record<string, string> = {
  'GET /workspaces': '200 403 200 200 200 200',
  'GET /providers': '200 403 200 200 200 200',
  'GET /openapi.json': '200 403 200 200 200 200',
  'GET /integrations': '200 403 200 403 200 403',
  'GET /integrations/:id': '200 403 200 403 200 403',
  'POST /integrations': '403 403 403 403 403 403',
  'PATCH /integrations/:id': '403 403 403 403 403 403',
  'DELETE /integrations/:id': '403 403 403 403 403 403',
  'POST /connection-tests': '403 403 403 403 403 403',
  'POST /integrations/:id/refresh': '403 403 403 403 403 403',
  'DELETE /integrations/:id/crawl': '403 403 403 403 403 403',
  'DELETE /integrations/:id/kept-repositories': '403 403 403 403 403 403',
  'GET /integrations/:id/webhook': '403 403 403 403 403 403',
  'POST /integrations/:id/webhook': '403 403 403 403 403 403',
  'DELETE /integrations/:id/webhook': '403 403 403 403 403 403',
  'POST /webhooks/:id': '401 401 401 401 401 401',
  'GET /repositories': '200 403 403 403 200 200',
  'GET /repository-sources': '200 403 403 403 200 200',
  'GET /integrations/:id/tags': '200 403 403 403 200 200',
  'GET /integrations/:id/artifact': '200 403 403 403 200 200',
  'GET /integrations/:id/vulnerabilities': '200 403 403 403 200 200',
  // The registry of this test cannot scan.
  'POST /integrations/:id/scan': '400 403 403 403 400 400',
  'POST /images/resolve': '200 403 403 403 200 200',
  'GET /images/parse': '200 403 403 403 200 200',
  'GET /image-uses': '200 403 403 403 200 200',
  'POST /image-uses': '201 403 403 403 403 201',
  'GET /namespace-bindings': '200 403 200 200 200 200',
  'POST /namespace-bindings': '403 403 403 403 403 403',
  'DELETE /namespace-bindings/:id': '403 403 403 403 403 403',
  'POST /namespace-bindings/:id/sync': '403 403 403 403 403 403',
  'POST /namespace-bindings/:id/take-over': '403 403 403 403 403 403',
  'GET /pull-credentials': '200 403 403 403 200 200',
  'PUT /integrations/:id/pull-credential': '403 403 403 403 403 403',
  'POST /pull-secrets/ensure': '200 403 403 403 200 200',
  'GET /encryption-keys': '404 403 404 404 404 404',
};

describe('services', () => {
  const scene = useRegistry();
  let portal: TestPortal;
  let id: string;
  let bindingId: string;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    const features = [clusterModule(silentCluster('dev'))];
    const people = await startPortal({ knex, features });
    ({ id } = await integrate(people, { url: scene.registry.url, ...login }));
    const bound = { cluster: 'dev', namespace: 'shop' };
    ({ id: bindingId } = await bindNamespace(people, bound));
    await people.stop();
    portal = await startPortal({
      knex,
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      externalAccess: names.map(name => ({
        type: 'static',
        options: {
          token: tokenOf(name),
          subject: `pipeline-${names.indexOf(name)}`,
        },
        ...(tokens[name] && { accessRestrictions: tokens[name] }),
      })),
    });
  }, 120_000);

  afterAll(() => portal?.stop());

  function ask(name: string, { route, body }: Pick<Row, 'route' | 'body'>) {
    return portal.call(
      'service',
      route
        .replace('bindings/:id', `bindings/${bindingId}`)
        .replace(':id', id)
        .replace(':workspace', workspace),
      body?.({ id, bindingId, workspace, url: scene.registry.url }),
      {
        Authorization: `Bearer ${tokenOf(name)}`,
        'If-Match': '"v999"',
      },
    );
  }

  it('have a row for every route of the router', () => {
    expect(Object.keys(table).sort()).toEqual(portal.routes());
  });

  it.each(accessTable)('$route', async row => {
    const statuses: number[] = [];
    for (const name of names) {
      statuses.push((await ask(name, row)).status);
    }
    expect(statuses.join(' ')).toBe(table[row.route.split('?')[0]]);
  });

  it('are told which permission their token leaves out', async () => {
    const { body } = await ask('access, read and use', {
      route: 'POST /image-uses',
      body: accessTable.find(({ route }) => route === 'POST /image-uses')?.body,
    });
    expect(body.error.message).toBe(
      'Access denied: the access restrictions of this service token leave out the permission integrated-registry.image-use.create. Add it to accessRestrictions of the token in backend.auth.externalAccess',
    );
    const denied = await ask('the action read', {
      route: 'GET /integrations/:id/tags?repository=team/app',
    });
    expect(denied.body.error.message).toContain(`the permission ${use}`);
  });

  it('are not told to ask an admin for what no service may', async () => {
    const refused: string[] = [];
    for (const { route, body } of accessTable) {
      const { status, text } = await ask('unrestricted', { route, body });
      if (status === 403) {
        refused.push(text);
      }
    }
    const changes = Object.values(table).filter(row => row.startsWith('403'));
    expect(refused).toEqual(
      changes.map(() =>
        expect.stringContaining('Services may not change integrations'),
      ),
    );
    expect(refused.join()).not.toContain('Ask an admin');
  });
});
