import { RegistryRepositoryPage } from 'backstage-plugin-integrated-registry-node';
import { logins, namesOf, testHarbor } from './__testUtils__/testHarbor';

const { connect, failureOf, image, running, signal, start } = testHarbor;
const { admin, person, projectRobot, robot, single } = logins;

describe('HarborProvider and logins', () => {
  afterEach(() => running.harbor.stop());

  describe('asked when the login expires', () => {
    const expiresAt = Date.UTC(2027, 0, 31, 12) / 1_000;
    const moment = '2027-01-31T12:00:00.000Z';

    it.each([
      ['tells of a robot account', robot, { expiresAt }, { expiresAt: moment }],
      [
        'tells of a robot account of a project',
        projectRobot,
        { expiresAt, projects: ['team'] },
        { expiresAt: moment },
      ],
      ['tells of one that lives for ever', robot, {}, {}],
    ])('%s', async (_, credential, account, expected) => {
      await start({
        accounts: [
          { ...admin, kind: 'admin' },
          { ...credential, ...account, kind: 'robot', listsRobots: true },
        ],
      });
      running.harbor.store.addImage('team/app', image, '1.0');
      const diagnosis = await connect({ credential }).diagnose({ signal });
      expect(diagnosis).toMatchObject({ ok: true, credentialExpiry: expected });
      const login = diagnosis.steps.find(({ id }) => id === 'login');
      expect(login?.message).toMatch(
        'expiresAt' in expected ? /expires on 2027-01-31/ : /never expires/,
      );
    });

    it.each([
      ['a robot account that may not list robot accounts', robot],
      ['one of a project that may not', projectRobot],
      ['a user', person],
    ])('finds nothing out as %s, and goes on', async (_, credential) => {
      await start();
      running.harbor.store.addImage('team/app', image, '1.0');
      const diagnosis = await connect({ credential }).diagnose({ signal });
      expect(diagnosis.ok).toBe(true);
      expect(diagnosis.credentialExpiry).toBeUndefined();
    });
  });

  describe('with a login that is wrong (fact 5)', () => {
    beforeEach(async () => {
      await start({ projects: [{ name: 'library', public: true }] });
      running.harbor.store.addImage('library/base', image, '1.0');
      running.harbor.store.addImage('team/app', image, '1.0');
    });

    it.each([
      ['the password of a user', { ...person, password: 'wrong' }],
      ['the secret of a robot account', { ...robot, password: 'wrong' }],
      ['nobody', { username: 'nobody', password: 'x' }],
    ])(
      'tells of %s, though Harbor shows what is public',
      async (_, credential) => {
        expect(await failureOf({ credential })).toMatchObject({
          id: 'login',
          code: 'UNAUTHORIZED',
        });
        await expect(
          namesOf(connect({ credential }).listRepositories({ signal })),
        ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      },
    );

    it('does not end a list as if it were whole when the password changes under way', async () => {
      let changed = false;
      const pages: RegistryRepositoryPage[] = [];
      running.harbor.setFaults({
        failWith: path =>
          changed && path.endsWith('/users/current') ? 401 : undefined,
      });
      const read = async () => {
        for await (const page of connect({
          credential: admin,
        }).listRepositories({ signal })) {
          pages.push(page);
          changed = true;
        }
      };
      await expect(read()).rejects.toMatchObject({ code: expect.any(String) });
      expect(pages.every(({ cursor }) => cursor !== undefined)).toBe(true);
    });
  });

  it('tells single sign-on’s CLI secret apart: it opens images, and no list', async () => {
    await start({ authMode: 'oidc_auth' });
    running.harbor.store.addImage('team/app', image, '1.0');
    expect(await failureOf({ credential: single })).toMatchObject({
      id: 'catalogue',
      code: 'CATALOG_UNAVAILABLE',
    });
    const client = connect({ credential: single, repositories: ['team/app'] });
    expect((await client.diagnose({ signal })).ok).toBe(true);
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    const { digest } = await client.resolve('team/app', '1.0', { signal });
    expect(digest).toBe(image.manifest.digest);
  });
});
