import { HarborAccount } from 'registry-simulator';
import { crawled } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { until } from '../__testUtils__/until';
import { useGaps } from './__testUtils__/useGaps';

const credential = { username: 'robot$portal', password: 'canary-5b1e90aa17' };

jest.setTimeout(60_000);

const numbered = (project: string, count: number) =>
  Array.from(
    { length: count },
    (_, at) => `${project}/r${String(at).padStart(3, '0')}`,
  );

describe('what a registry does not tell', () => {
  const { scene, start, add, recrawl, search } = useGaps();

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
      scene.simulator.store.removeRepository(name),
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
    scene.simulator.setFaults({
      only: path => {
        if (path.includes('/team/repositories') && ++pages === 3) {
          gone.forEach(name => scene.simulator.store.removeRepository(name));
        }
        return false;
      },
    });
    const { id } = await add({ type: 'harbor', ...credential });
    // What was deleted under way is found by a crawl that follows by itself.
    const { repositoryIndex } = await until(
      () => crawled(scene.portal, id),
      ({ repositoryIndex: { complete } }) => complete,
    );
    expect(repositoryIndex.repositories).toBe(245);
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
    scene.simulator.setFaults({
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
    scene.simulator.setFaults({
      failWith: path => (path.includes('_catalog') ? 403 : undefined),
    });
    expect(await recrawl(id)).toMatchObject({
      state: 'failed',
      repositories: 9,
      complete: false,
      gaps: [{ scope: { kind: 'registry' }, code: 'REFUSED' }],
    });
    scene.simulator.setFaults({});
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
    const { body } = await scene.portal.call(
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
    const shared = await share(scene.portal, id, { with: 'everybody' });
    expect(shared.status).toBe(200);
    const { body: list } = await scene.portal.call(
      'lena',
      'GET /repositories?workspace=group:default/storefront',
    );
    expect(list.gaps).toMatchObject([
      { scope: { kind: 'project' }, code: 'REFUSED' },
    ]);
    expect(JSON.stringify(list)).not.toContain('secret-project');
  });
});
