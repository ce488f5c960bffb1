import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const workspace = 'group:default/payments';

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

describe.each(databases.eachSupportedId())('image uses on %s', databaseId => {
  let portal: TestPortal | undefined;

  async function start(limits: Record<string, number> = {}) {
    portal = await startPortal({
      knex: await databases.init(databaseId),
      entities: [
        component('shop', workspace),
        component('till', 'group:default/storefront'),
        component('hobby', 'user:default/marco'),
      ],
      settings: { limits: { imageUsesPerMinute: 10_000, ...limits } },
    });
    return portal;
  }

  afterEach(() => portal?.stop());

  const record = (
    { call }: TestPortal,
    person: Person,
    usedBy: string,
    image = 'nginx',
  ) =>
    call(person, 'POST /image-uses', {
      workspace,
      reference: `${image}:1`,
      usedBy: `component:default/${usedBy}`,
    });
  const kept = async ({ call }: TestPortal) => {
    const { body } = await call(
      'olivia',
      `GET /image-uses?workspace=${workspace}&limit=200`,
    );
    return (body.items as { usedBy: string }[]).map(({ usedBy }) =>
      usedBy.replace('component:default/', ''),
    );
  };

  it('are recorded of what one owns, and of what is being made', async () => {
    const on = await start();
    const statuses: Record<string, number> = {};
    const refused: string[] = [];
    const expected: string[] = [];
    for (const [person, usedBy] of [
      // The workspace owns it.
      ['marco', 'shop'],
      ['marco', 'hobby'],
      // A template is about to make it.
      ['marco', 'not-there-yet'],
      ['marco', 'till'],
      // She looks after the workspace, and owns nothing of his.
      ['priya', 'hobby'],
      // Platform admins may everything.
      ['olivia', 'till'],
      // She owns it, and has nothing to do with the workspace.
      ['lena', 'till'],
    ] as const) {
      const { status, body } = await record(on, person, usedBy);
      statuses[`${person} ${usedBy}`] = status;
      if (status === 403) {
        refused.push(body.error.message);
        expected.push(
          `You may not record image uses of component:default/${usedBy}: neither you nor ${workspace} own it. Ask one of its owners`,
        );
      }
    }
    expect(statuses).toEqual({
      'marco shop': 201,
      'marco hobby': 201,
      'marco not-there-yet': 201,
      'marco till': 403,
      'priya hobby': 403,
      'olivia till': 201,
      'lena till': 404,
    });
    expect(refused).toEqual(expected);
    expect(on.audited.join()).toContain('access-denied');
  });

  it('are recorded by one person so many times within a minute', async () => {
    const on = await start({ imageUsesPerMinute: 2 });
    const statuses = [];
    for (const image of ['a', 'b', 'c']) {
      statuses.push((await record(on, 'marco', 'shop', image)).status);
    }
    const refused = await record(on, 'marco', 'shop');
    expect([...statuses, refused.status]).toEqual([201, 201, 429, 429]);
    expect(refused.body.error.message).toMatch(
      /^You have recorded image uses 2 times within a minute, which is as often as it is allowed\. Try again in \d+ s$/,
    );
    expect((await record(on, 'priya', 'shop')).status).toBe(201);
  });

  it('do not grow without end, and push out little of what others have recorded', async () => {
    const on = await start({ imageUsesPerPerson: 3, imageUsesPerWorkspace: 5 });
    await record(on, 'priya', 'old');
    for (let n = 1; n <= 6; n++) {
      await record(on, 'marco', `flood-${n}`);
    }
    expect(await kept(on)).toEqual(['flood-6', 'flood-5', 'flood-4', 'old']);
    await record(on, 'olivia', 'new-1');
    await record(on, 'olivia', 'new-2');
    expect(await kept(on)).toEqual([
      'new-2',
      'new-1',
      'flood-6',
      'flood-5',
      'flood-4',
    ]);
  });
});
