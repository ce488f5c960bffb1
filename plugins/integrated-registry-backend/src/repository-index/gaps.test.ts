import { TestDatabases } from '@backstage/backend-test-utils';
import { RepositoryIndexState } from 'backstage-plugin-integrated-registry-common';
import {
  buildImage,
  HarborAccount,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { crawled, integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const credential = { username: 'robot$portal', password: 'canary-5b1e90aa17' };
const image = buildImage();

jest.setTimeout(60_000);

describe('what a registry does not tell', () => {
  let portal: TestPortal;
  let simulator: RegistrySimulator;
  let names = 0;

  beforeAll(async () => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { limits: { connectionTestsPerMinute: 1_000 } },
    });
  }, 120_000);

  afterEach(() => simulator?.stop());
  afterAll(() => portal?.stop());

  async function start(options: SimulatorOptions, repositories: string[]) {
    simulator = await RegistrySimulator.start(options);
    for (const name of repositories) {
      simulator.store.addImage(name, image, '1.0');
    }
  }

  async function add(settings: object = {}) {
    names += 1;
    const { id } = await integrate(portal, {
      name: `Registry ${names}`,
      url: simulator.url,
      ...settings,
    });
    const { repositoryIndex, health } = await crawled(portal, id);
    return { id, index: repositoryIndex as RepositoryIndexState, health };
  }

  /** The index after another crawl. */
  async function recrawl(id: string): Promise<RepositoryIndexState> {
    const before = (await crawled(portal, id)).repositoryIndex.startedAt;
    await portal.call('priya', `POST /integrations/${id}/refresh`);
    for (;;) {
      const { repositoryIndex } = await crawled(portal, id);
      if (repositoryIndex.startedAt !== before) {
        return repositoryIndex;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async function search(id: string) {
    const { body } = await portal.call(
      'marco',
      `GET /repositories?workspace=group:default/payments&integration=${id}&limit=200`,
    );
    return body;
  }

  const numbered = (project: string, count: number) =>
    Array.from(
      { length: count },
      (_, at) => `${project}/r${String(at).padStart(3, '0')}`,
    );

  it('is told of a Harbor robot that may only pull from a private project', async () => {
    await start(
      {
        harbor: {
          accounts: [
            { ...credential, kind: 'robot', permissions: ['repository:pull'] },
          ],
          projects: [{ name: 'open', public: true }],
        },
      },
      ['open/app', ...numbered('team', 3)],
    );
    const { index, health } = await add({ type: 'harbor', ...credential });
    expect(health.state).toBe('healthy');
    expect(index).toMatchObject({
      state: 'finished',
      repositories: 1,
      complete: false,
      gaps: [
        {
          scope: { kind: 'project', name: 'team' },
          code: 'REFUSED',
          permission: 'Repository: List',
        },
      ],
    });
  });

  it('is kept where a Harbor robot loses the permission to list', async () => {
    const robot: HarborAccount = { ...credential, kind: 'robot' };
    await start(
      {
        harbor: {
          accounts: [robot],
          projects: [{ name: 'open', public: true }],
        },
      },
      ['open/a', 'open/b', ...numbered('team', 120)],
    );
    const { id, index } = await add({ type: 'harbor', ...credential });
    expect(index).toMatchObject({ repositories: 122, complete: true });
    expect(index.gaps).toBeUndefined();

    robot.permissions = ['repository:pull'];
    expect(await recrawl(id)).toMatchObject({
      repositories: 122,
      kept: 120,
      complete: false,
      gaps: [
        {
          scope: { kind: 'project', name: 'team' },
          code: 'REFUSED',
          permission: 'Repository: List',
          count: 120,
        },
      ],
    });
    const { complete, gaps, items } = await search(id);
    expect(complete).toBe(false);
    expect(gaps).toMatchObject([{ code: 'REFUSED', integrationId: id }]);
    expect(
      items.filter((item: { keptSince?: string }) => item.keptSince),
    ).toHaveLength(120);

    delete robot.permissions;
    const again = await recrawl(id);
    expect(again).toMatchObject({ repositories: 122, complete: true });
    expect([again.kept, again.gaps]).toEqual([undefined, undefined]);
  });

  it('is kept where a robot account is taken out of a project, and not where the project is deleted', async () => {
    const robot: HarborAccount = {
      ...credential,
      kind: 'robot',
      projects: ['team', 'other', 'third'],
    };
    await start({ harbor: { accounts: [robot] } }, [
      ...numbered('team', 5),
      ...numbered('other', 5),
      ...numbered('third', 5),
    ]);
    const { id } = await add({ type: 'harbor', ...credential });
    robot.projects = ['third'];
    numbered('other', 5).forEach(name =>
      simulator.store.removeRepository(name),
    );
    expect(await recrawl(id)).toMatchObject({
      repositories: 10,
      kept: 5,
      gaps: [{ scope: { kind: 'project', name: 'team' }, code: 'HIDDEN' }],
    });
  });

  it('does not hide others when repositories are deleted while Harbor is crawled', async () => {
    const all = numbered('team', 250);
    await start(
      { harbor: { accounts: [{ ...credential, kind: 'robot' }] } },
      all,
    );
    const gone = all.slice(0, 5);
    let pages = 0;
    simulator.setFaults({
      only: path => {
        if (path.includes('/team/repositories') && ++pages === 3) {
          gone.forEach(name => simulator.store.removeRepository(name));
        }
        return false;
      },
    });
    const { id } = await add({ type: 'harbor', ...credential });
    // What was deleted under way is found by a crawl that follows by itself.
    let index: RepositoryIndexState;
    do {
      ({ repositoryIndex: index } = await crawled(portal, id));
      await new Promise(resolve => setTimeout(resolve, 50));
    } while (!index.complete);
    expect(index.repositories).toBe(245);
  });

  it('is kept where a repository of Artifactory is refused', async () => {
    await start(
      {
        artifactory: {
          accounts: [credential],
          repositories: [{ key: 'docker-a' }, { key: 'docker-b' }],
        },
      },
      [...numbered('docker-a', 5), ...numbered('docker-b', 7)],
    );
    const { id, index } = await add({ type: 'jfrog', ...credential });
    expect(index).toMatchObject({ repositories: 12, complete: true });
    simulator.setFaults({
      failWith: path => (path.includes('/docker/docker-b/') ? 403 : undefined),
    });
    expect(await recrawl(id)).toMatchObject({
      repositories: 12,
      kept: 7,
      complete: false,
      gaps: [
        {
          scope: { kind: 'project', name: 'docker-b' },
          code: 'REFUSED',
          permission: 'Read',
          count: 7,
        },
      ],
    });
  });

  it('is kept where the catalogue is refused that was readable before', async () => {
    await start({ login: credential }, numbered('team', 9));
    const { id, index } = await add({ type: 'docker', ...credential });
    expect(index).toMatchObject({ repositories: 9, complete: true });
    simulator.setFaults({
      failWith: path => (path.includes('_catalog') ? 403 : undefined),
    });
    expect(await recrawl(id)).toMatchObject({
      state: 'failed',
      repositories: 9,
      complete: false,
      gaps: [{ scope: { kind: 'registry' }, code: 'REFUSED' }],
    });
    simulator.setFaults({});
    expect(await recrawl(id)).toMatchObject({
      state: 'finished',
      repositories: 9,
      complete: true,
    });
  });

  it('is left out and counted where no client could pull it', async () => {
    const odd = ['', 'a b', 'Team/App', '../../../etc/passwd'];
    await start(
      {
        login: credential,
        quirks: {
          oddRepositories: odd,
          oddTags: ['x'.repeat(3_900_000), '', 'not a tag', '-x'],
        },
      },
      ['team/app'],
    );
    const { id, index } = await add({ type: 'docker', ...credential });
    expect(index).toMatchObject({
      repositories: 1,
      complete: false,
      gaps: [
        {
          scope: { kind: 'registry' },
          code: 'INVALID_NAMES',
          count: 4,
          message:
            'Some repositories are left out: no client could pull an image by their names.',
        },
      ],
    });
    const { body } = await portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app`,
    );
    expect(body).toMatchObject({
      items: [{ name: '1.0' }],
      complete: false,
      gaps: [
        {
          scope: { kind: 'repository', name: 'team/app' },
          code: 'INVALID_NAMES',
          count: 4,
        },
      ],
    });
    expect(JSON.stringify(body).length).toBeLessThan(2_000);
  });

  it('is told to those a registry is shared with, without names of projects', async () => {
    await start(
      {
        harbor: {
          accounts: [
            { ...credential, kind: 'robot', permissions: ['repository:pull'] },
          ],
        },
      },
      numbered('secret-project', 1),
    );
    const { id } = await add({ type: 'harbor', ...credential });
    const { body } = await portal.call('olivia', `GET /integrations/${id}`);
    const shared = await portal.call(
      'olivia',
      `PATCH /integrations/${id}`,
      { sharing: { with: 'everybody' } },
      { 'If-Match': body.etag },
    );
    expect(shared.status).toBe(200);
    const { body: list } = await portal.call(
      'lena',
      'GET /repositories?workspace=group:default/storefront',
    );
    expect(list.gaps).toMatchObject([
      { scope: { kind: 'project' }, code: 'REFUSED' },
    ]);
    expect(JSON.stringify(list)).not.toContain('secret-project');
  });
});
