import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { changingCatalog } from '../__testUtils__/changingCatalog';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { useRegistry } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const PAYMENTS = 'group:default/payments';
const search = `GET /repositories?workspace=${PAYMENTS}&q=app`;

function entity(kind: string, name: string, related: [string, string][]) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      ...(name === 'payments' && {
        annotations: {
          'integrated-registry.io/admins':
            'user:default/priya, group:default/leads',
        },
      }),
    },
    spec: {},
    relations: related.map(([type, targetRef]) => ({ type, targetRef })),
  } as Entity;
}

describe('what somebody belongs to', () => {
  const scene = useRegistry({});
  let portal: TestPortal;
  let entities: Entity[];
  /** What the token of each says; a token of its own may say something else. */
  let claims: Record<string, string[]>;
  let id: string;

  afterEach(() => portal?.stop());

  const memberOf = (name: string, ...groups: string[]) => {
    entities = [
      ...entities.filter(({ metadata }) => metadata.name !== name),
      entity(
        'User',
        name,
        groups.map(group => ['memberOf', `group:default/${group}`]),
      ),
    ];
  };

  async function start(settings: object = {}) {
    claims = {
      anna: [PAYMENTS, 'group:default/leads'],
      ben: [PAYMENTS],
      cleo: [PAYMENTS],
    };
    entities = [
      entity('Group', 'payments', []),
      entity('Group', 'leads', []),
      entity('Group', 'checkout', [['childOf', PAYMENTS]]),
    ];
    memberOf('priya', 'payments');
    memberOf('anna', 'payments', 'leads');
    memberOf('ben', 'payments');
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { permissions: { maxAgeSeconds: 60 }, ...settings },
      catalog: changingCatalog(() => entities),
      owned: claims,
    });
    ({ id } = await integrate(portal, { url: scene.registry.url }));
  }

  const statusOf = async (
    person: string,
    route: string,
    body?: object,
    match = '"v999"',
  ) =>
    (
      await portal.call('noah', route, body, {
        Authorization: mockCredentials.user.header(`user:default/${person}`),
        'If-Match': match,
      })
    ).status;

  const describeIt = (person: string) =>
    statusOf(person, `PATCH /integrations/${id}`, { description: 'Ours' });

  it('is decided by the catalog for every change, whatever the token says', async () => {
    await start();
    // Let in, with an ETag of yesterday.
    expect(await describeIt('anna')).toBe(409);
    memberOf('anna', 'payments');
    expect(await describeIt('anna')).toBe(403);
    expect(await statusOf('anna', `DELETE /integrations/${id}`)).toBe(403);
    expect(await statusOf('anna', `POST /integrations/${id}/refresh`)).toBe(
      403,
    );
    expect(
      await statusOf('anna', 'POST /connection-tests', { integrationId: id }),
    ).toBe(403);
    expect(
      await statusOf('anna', 'POST /integrations', {
        workspace: PAYMENTS,
        type: 'docker',
        name: 'Another',
        url: scene.registry.url,
      }),
    ).toBe(403);
    memberOf('anna');
    expect(await describeIt('anna')).toBe(404);
  });

  it('is decided by the catalog for use, where nothing is remembered', async () => {
    await start({ permissions: { maxAgeSeconds: 0 } });
    expect(await statusOf('ben', search)).toBe(200);
    memberOf('ben');
    expect(await statusOf('ben', search)).toBe(404);
    expect(await statusOf('cleo', search)).toBe(404);
    memberOf('cleo', 'payments');
    expect(await statusOf('cleo', search)).toBe(200);
  });

  it('holds through a group below', async () => {
    await start({ permissions: { maxAgeSeconds: 0 } });
    memberOf('ben', 'checkout');
    expect(await statusOf('ben', search)).toBe(200);
    claims.ben = ['group:default/checkout'];
    expect(await statusOf('ben', search)).toBe(404);
  });

  it('is what the token says where that is configured', async () => {
    await start({
      permissions: { maxAgeSeconds: 0 },
      workspaces: { membership: 'token' },
    });
    memberOf('ben');
    expect(await statusOf('ben', search)).toBe(200);
  });

  it('is not remembered from one token of a person for another', async () => {
    await start();
    expect(await statusOf('ben', search)).toBe(200);
    claims.ben = [];
    const other = mockCredentials.user.token('user:default/ben', {
      actor: { subject: 'plugin:scaffolder' },
    });
    const { status } = await portal.call('noah', search, undefined, {
      Authorization: `Bearer ${other}`,
    });
    expect(status).toBe(404);
  });

  it.each([
    [
      { permissions: { maxAgeSeconds: 61 } },
      'maxAgeSeconds is 61, and must be 60 at most',
    ],
    [
      { workspaces: { membership: 'ldap' } },
      'membership is "ldap", and must be catalog or token',
    ],
  ])('refuses the start with %j', async (settings, message) => {
    await expect(start(settings)).rejects.toThrow(message);
  });
});
