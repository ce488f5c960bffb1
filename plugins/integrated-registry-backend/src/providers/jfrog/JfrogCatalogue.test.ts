import { failureOf, namesOf, pagesOf } from './__testUtils__/read';
import { logins, testArtifactory } from './__testUtils__/testArtifactory';

const { connect, digest, image, running, signal, start } = testArtifactory;
const { person } = logins;

describe('JfrogProvider and repositories', () => {
  afterEach(() => running.artifactory.stop());

  it('finds docker and oci repositories of every kind, and no others (fact 16)', async () => {
    await start();
    const { store } = running.artifactory;
    store.addImage('docker-local/team/app', image, '1.0');
    store.addImage('docker-remote/library/never-pulled', image, '1.0');
    store.addImage('docker-remote-cache/library/alpine', image, '3.20');
    store.addImage('docker-federated/shared', image, '1.0');
    store.addImage('oci-local/charts/app', image, '1.0');
    store.addImage('npm-local/no-image', image, '1.0');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'docker/library/alpine',
      'docker/team/app',
      'docker-federated/shared',
      'docker-local/team/app',
      'docker-remote/library/alpine',
      'oci-local/charts/app',
    ]);
    const { steps } = await client.diagnose({ signal });
    expect(steps.at(-1)).toMatchObject({
      id: 'catalogue',
      state: 'ok',
      message: 'Artifactory shows this user 5 Docker and OCI repositories.',
    });
    // Not in the list, and still to be had by name.
    const { items } = await client.listTags('docker-remote/library/alpine', {
      signal,
    });
    expect(items.map(({ name }) => name)).toEqual(['3.20']);
    expect(
      await client.resolve('docker-remote/library/never-pulled', '1.0', {
        signal,
      }),
    ).toMatchObject({ digest });
  });

  it('goes on behind any page, over the keys and in them (facts 16, 18)', async () => {
    await start();
    const { store } = running.artifactory;
    store.addImage('docker-federated/first', image, '1.0');
    store.addImage('oci-local/last', image, '1.0');
    store.addImage('docker-local/r0000', image, '1.0');
    store.copyRepository(
      'docker-local/r0000',
      Array.from(
        { length: 2_199 },
        (_, n) => `docker-local/r${String(n + 1).padStart(4, '0')}`,
      ),
    );
    const settings = { repositoryFilter: ['docker-[lf]*/**', 'oci-local/**'] };
    const all = await pagesOf(connect(settings).listRepositories({ signal }));
    const names = all.flatMap(({ items }) => items.map(({ name }) => name));
    expect(names).toHaveLength(2_202);
    expect(new Set(names).size).toBe(2_202);
    expect(all.at(-1)?.cursor).toBeUndefined();
    let seen = 0;
    for (const { items, cursor } of all.slice(0, -1)) {
      seen += items.length;
      const rest = connect(settings).listRepositories({ signal, cursor });
      expect(await namesOf(rest)).toEqual(names.slice(seen));
    }
  });

  it('leaves out a key that may be seen and not read, and says so of all of them', async () => {
    await start();
    running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
    running.artifactory.store.addImage('oci-local/charts/app', image, '1.0');
    running.artifactory.setFaults({
      failWith: path => (path.includes('/docker/oci-local/') ? 403 : undefined),
    });
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'docker/team/app',
      'docker-local/team/app',
    ]);
    const gaps = [];
    for await (const page of client.listRepositories({ signal })) {
      gaps.push(...(page.gaps ?? []));
    }
    expect(gaps).toEqual([
      {
        scope: { kind: 'project', name: 'oci-local' },
        code: 'REFUSED',
        message: `Artifactory does not allow ${person.username} to list the images of the repository oci-local.`,
        remedy: `In Artifactory, give ${person.username} the permission Read for the repository oci-local. Or name its images in the field “Repositories”.`,
        wording: {
          message: {
            code: 'JFROG_REPOSITORY_REFUSED',
            params: { who: person.username, repository: 'oci-local' },
          },
          remedy: {
            code: 'JFROG_GIVE_READ',
            params: { who: person.username, repository: 'oci-local' },
          },
        },
        permission: 'Read',
      },
    ]);
    running.artifactory.setFaults({
      failWith: path => (path.includes('/_catalog') ? 403 : undefined),
    });
    await expect(
      namesOf(client.listRepositories({ signal })),
    ).rejects.toMatchObject({ code: 'CATALOG_UNAVAILABLE' });
  });

  it('does not take a key that fails for an empty one', async () => {
    await start();
    running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
    running.artifactory.setFaults({
      failWith: path =>
        path.includes('/oci-local/v2/_catalog') ? 501 : undefined,
    });
    await expect(
      namesOf(connect().listRepositories({ signal })),
    ).rejects.toMatchObject({ upstreamStatus: 501 });
  });

  it('asks for a declared list where keys may not be listed, and is content with it (fact 16)', async () => {
    await start();
    running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
    running.artifactory.setFaults({
      failWith: path => (path.includes('/api/repositories') ? 403 : undefined),
    });
    expect(await failureOf(connect())).toMatchObject({
      id: 'catalogue',
      code: 'CATALOG_UNAVAILABLE',
      remedy: expect.stringMatching(/api\/docker\/KEY.*“Repositories”/),
    });
    const client = connect({ repositories: ['docker-local/team/app'] });
    const { ok, steps } = await client.diagnose({ signal });
    expect(ok).toBe(true);
    expect(steps.at(-1)?.message).toMatch(/docker-local\/team\/app was found/);
    expect(await pagesOf(client.listRepositories({ signal }))).toEqual([
      { items: [{ name: 'docker-local/team/app', project: 'docker-local' }] },
    ]);
  });

  it.each(['app', '', '/app', 'docker-local/', '../x/app', 'a b/app'])(
    'asks nothing for the image “%s”',
    async repository => {
      await start();
      await expect(
        connect().listTags(repository, { signal }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(running.artifactory.takeRequests()).toEqual([]);
    },
  );
});
