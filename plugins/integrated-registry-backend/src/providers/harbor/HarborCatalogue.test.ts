import { RegistryRepositoryPage } from 'backstage-plugin-integrated-registry-node';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { buildImage, HarborOptions } from 'registry-simulator';
import { logins, namesOf, testHarbor } from './__testUtils__/testHarbor';

const { connect, image, running, signal, start } = testHarbor;
const { projectRobot, robot } = logins;

const robotAccount = {
  code: 'ROBOT_ACCOUNT',
  params: { name: 'robot$portal' },
  text: 'the robot account robot$portal',
};

describe('HarborProvider and repositories', () => {
  afterEach(() => running.harbor.stop());

  it('encodes names with slashes twice (fact 10)', async () => {
    await start();
    running.harbor.store.addImage('team/nested/deep/app', image, '1.0');
    const client = connect();
    const tags = await client.listTags('team/nested/deep/app', { signal });
    expect(tags.items.map(({ name }) => name)).toEqual(['1.0']);
    expect(
      running.harbor
        .takeRequests()
        .some(asked =>
          asked.includes('/repositories/nested%252Fdeep%252Fapp/artifacts'),
        ),
    ).toBe(true);
  });

  it('reads all pages of 100, and resumes behind any of them (fact 10)', async () => {
    await start();
    running.harbor.store.addImage('a/app', image, '1.0');
    running.harbor.store.copyRepository(
      'a/app',
      Array.from(
        { length: 250 },
        (_, n) => `team/r${String(n).padStart(3, '0')}`,
      ),
    );
    const client = connect();
    const pages: RegistryRepositoryPage[] = [];
    for await (const page of client.listRepositories({ signal })) {
      pages.push(page);
    }
    // From the last page to the first: what is deleted meanwhile hides nothing.
    expect(pages.map(({ items }) => items.length)).toEqual([1, 50, 100, 100]);
    expect(pages[3].items[0]).toMatchObject({
      name: 'team/r000',
      project: 'team',
      visibility: 'private',
    });
    const [, second] = pages;
    const rest = await namesOf(
      client.listRepositories({ signal, cursor: second.cursor }),
    );
    expect(rest).toHaveLength(200);
    expect(rest[0]).toBe('team/r100');
    // A project that is gone since: everything again.
    expect(
      await namesOf(client.listRepositories({ signal, cursor: '3/gone' })),
    ).toHaveLength(251);
  });

  describe('with 250 repositories in a project', () => {
    const names = Array.from(
      { length: 250 },
      (_, n) => `team/r${String(n).padStart(3, '0')}`,
    );

    async function list(knownProjects: string[] = []) {
      const pages: RegistryRepositoryPage[] = [];
      const client = connect();
      for await (const page of client.listRepositories({
        signal,
        knownProjects,
      })) {
        pages.push(page);
      }
      return {
        names: [
          ...new Set(pages.flatMap(({ items }) => items.map(i => i.name))),
        ].sort(),
        gaps: pages.flatMap(({ gaps = [] }) => gaps),
      };
    }

    async function fill(options: Partial<HarborOptions> = {}) {
      await start(options);
      running.harbor.store.addImage(names[0], image, '1.0');
      running.harbor.store.copyRepository(names[0], names.slice(1));
    }

    it.each([
      ['a proxy that cuts pages to 50', { mostOnAPage: 50 }],
      ['a proxy that keeps the total', { withoutTotal: true }],
    ])('reads all of them behind %s', async (_, facts) => {
      await fill({ facts });
      expect(await list()).toEqual({ names, gaps: [] });
    });

    it('reads all 230 tags behind a proxy that cuts pages to 50', async () => {
      await start({ facts: { mostOnAPage: 50 } });
      for (let n = 0; n < 230; n += 1) {
        const layers = [`${n}`];
        running.harbor.store.addImage(
          'team/app',
          buildImage({ layers }),
          `1.${n}`,
        );
      }
      const found = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await connect().listTags('team/app', { signal, cursor });
        page.items.forEach(({ name }) => found.add(name));
        expect(page.gaps).toBeUndefined();
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(found.size).toBe(230);
    });

    it('misses none when others are deleted while it reads, and tells it', async () => {
      await fill();
      const gone = names.slice(0, 5);
      const found = new Set<string>();
      const gaps = [];
      for await (const page of connect().listRepositories({ signal })) {
        page.items.forEach(({ name }) => found.add(name));
        gaps.push(...(page.gaps ?? []));
        for (const name of gone) {
          running.harbor.store.removeRepository(name);
        }
      }
      expect(names.slice(5).filter(name => !found.has(name))).toEqual([]);
      expect(gaps).toMatchObject([
        { scope: { kind: 'project', name: 'team' }, code: 'CHANGED' },
      ]);
    });

    it('tells that its pages give less than it counts', async () => {
      await fill();
      const server = createServer(async (request, response) => {
        const answer = await fetch(`${running.harbor.url}${request.url}`, {
          method: request.method,
          headers: { authorization: request.headers.authorization ?? '' },
        });
        const body = await answer.text();
        answer.headers.forEach((value, name) => {
          if (!/^(content-length|connection|transfer)/.test(name)) {
            response.setHeader(name, value);
          }
        });
        if (request.url?.includes('/team/repositories')) {
          response.setHeader('x-total-count', '1000');
        }
        response.writeHead(answer.status).end(body);
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      running.harbor.takeRequests();
      const pages: RegistryRepositoryPage[] = [];
      const client = connect({ url: `http://127.0.0.1:${port}` });
      for await (const page of client.listRepositories({ signal })) {
        pages.push(page);
      }
      await new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      });
      expect(pages.flatMap(({ items }) => items)).toHaveLength(250);
      expect(pages.flatMap(({ gaps = [] }) => gaps)).toMatchObject([
        {
          scope: { kind: 'project', name: 'team' },
          code: 'PAGING',
          message:
            'Harbor says that there is more in the list of repositories of the project team than its pages gave.',
        },
      ]);
      expect(running.harbor.takeRequests().length).toBeLessThan(20);
    });

    it('names the project and the permission that a robot lacks', async () => {
      await fill({
        accounts: [
          { ...robot, kind: 'robot', permissions: ['repository:pull'] },
        ],
        projects: [{ name: 'open', public: true }],
      });
      running.harbor.store.addImage('open/app', image, '1.0');
      expect(await list(['team'])).toEqual({
        names: ['open/app'],
        gaps: [
          {
            scope: { kind: 'project', name: 'team' },
            code: 'REFUSED',
            message:
              'Harbor does not allow the robot account robot$portal to list the repositories of the project team.',
            remedy:
              'In Harbor, give the robot account robot$portal the permission “Repository: List” for the project team. Or name its repositories in the field “Repositories”.',
            wording: {
              message: {
                code: 'HARBOR_PROJECT_REFUSED',
                params: { who: robotAccount, project: 'team' },
              },
              remedy: {
                code: 'HARBOR_GIVE_LIST',
                params: { who: robotAccount, project: 'team' },
              },
            },
            permission: 'Repository: List',
          },
        ],
      });
      const { steps } = await connect().diagnose({ signal });
      expect(steps.find(({ id }) => id === 'catalogue')?.message).toContain(
        'does not allow the robot account robot$portal to list the repositories of the project team',
      );
    });

    it('tells projects that are hidden from those that are gone', async () => {
      await fill({
        accounts: [{ ...robot, kind: 'robot', projects: ['other'] }],
        projects: [{ name: 'other' }],
      });
      const { gaps } = await list(['team', 'deleted', 'other']);
      expect(gaps).toEqual([
        {
          scope: { kind: 'project', name: 'team' },
          code: 'HIDDEN',
          message:
            'Harbor no longer shows the project team to robot$portal, and does not say that it is gone.',
          remedy:
            'Give robot$portal access to the project team again. If it was deleted, forget its repositories.',
          wording: {
            message: {
              code: 'HARBOR_PROJECT_HIDDEN',
              params: { who: 'robot$portal', project: 'team' },
            },
            remedy: {
              code: 'HARBOR_GIVE_ACCESS',
              params: { who: 'robot$portal', project: 'team' },
            },
          },
        },
      ]);
    });
  });

  it('reads projects whose name is a number (fact 11)', async () => {
    await start();
    running.harbor.store.addImage('2026/app', image, '1.0');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      '2026/app',
    ]);
    const { items } = await client.listTags('2026/app', { signal });
    expect(items).toHaveLength(1);
  });

  it('gives a robot account of a project its project and no more (fact 12)', async () => {
    await start({ projects: [{ name: 'library', public: true }] });
    running.harbor.store.addImage('library/base', image, '1.0');
    running.harbor.store.addImage('other/app', image, '1.0');
    running.harbor.store.addImage('team/app', image, '1.0');
    const client = connect({ credential: projectRobot });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    expect(running.harbor.takeRequests().join()).not.toMatch(
      /_catalog|\/search/,
    );
    // One that may not list projects still has its own, which stands in its name.
    running.harbor.setFaults({
      failWith: path =>
        path.includes('/api/v2.0/projects?') ? 403 : undefined,
    });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
  });
});
