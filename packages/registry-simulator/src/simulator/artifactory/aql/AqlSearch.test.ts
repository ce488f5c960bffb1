import { buildIndex } from '../../../content/images';
import {
  admin,
  image,
  other,
  useArtifactory,
} from '../__testUtils__/TestArtifactory';

const MANIFESTS =
  'items.find({"repo":"docker-local","path":{"$match":"*"},"name":"list.manifest.json"})';
const INCLUDE =
  '.include("name","repo","path","size","modified","created","property")';

describe('the face of Artifactory, asked by AQL (fact 19)', () => {
  const start = useArtifactory();

  it('tells of files what is asked for, properties too', async () => {
    const artifactory = await start();
    const { status, body } = await artifactory.aql(`${MANIFESTS}${INCLUDE}`);
    expect(status).toBe(200);
    expect(body.range).toEqual({ start_pos: 0, end_pos: 3, total: 3 });
    expect(body.results[0]).toEqual({
      repo: 'docker-local',
      path: 'team/app/1.0.0',
      name: 'list.manifest.json',
      size: image.manifest.bytes.length,
      created: '2026-05-04T10:00:00.000+02:00',
      modified: '2026-05-04T10:00:00.000+02:00',
      properties: [
        { key: 'docker.manifest', value: '1.0.0' },
        { key: 'docker.repoName', value: 'team/app' },
        { key: 'docker.manifest.digest', value: image.manifest.digest },
        { key: 'docker.manifest.type', value: image.manifest.mediaType },
        { key: 'sha256', value: image.manifest.digest.slice('sha256:'.length) },
      ],
    });
  });

  it('tells all but the properties where nothing else is asked for', async () => {
    const artifactory = await start();
    const { body } = await artifactory.aql(MANIFESTS);
    expect(Object.keys(body.results[0])).toEqual([
      'repo',
      'path',
      'type',
      'name',
      'size',
      'created',
      'created_by',
      'modified',
      'modified_by',
      'updated',
    ]);
  });

  it('keeps the platforms of an index in folders named after their digests', async () => {
    const artifactory = await start();
    const { body } = await artifactory.aql(
      `items.find({"repo":"docker-local","path":{"$match":"team/app/sha256__*"},"name":"manifest.json"})${INCLUDE}`,
    );
    const folders = body.results.map(({ path }: { path: string }) => path);
    expect(folders.sort()).toEqual(
      image.children
        .map(
          ({ manifest }) =>
            `team/app/${manifest.digest.replace('sha256:', 'sha256__')}`,
        )
        .sort(),
    );
    expect(body.results[0].properties).toContainEqual({
      key: 'docker.architecture',
      value: 'amd64',
    });
  });

  it('keeps the items of a remote repository in its cache, and shows both through a virtual one', async () => {
    const artifactory = await start();
    const reposOf = async (repo: string) => {
      const { body } = await artifactory.aql(
        `items.find({"repo":"${repo}","name":{"$match":"*manifest.json"},"path":{"$match":"*/?.*"}})`,
      );
      return body.results.map((item: { repo: string; path: string }) => [
        item.repo,
        item.path,
      ]);
    };
    expect(await reposOf('docker-remote')).toEqual([]);
    const cached = ['docker-remote-cache', 'library/alpine/3.20'];
    expect(await reposOf('docker-remote-cache')).toEqual([cached]);
    const all = await reposOf('docker');
    expect(all).toContainEqual(['docker-local', 'team/app/1.0.0']);
    expect(all).toContainEqual(cached);
  });

  it('adds up to the size of an image', async () => {
    const artifactory = await start();
    const { body } = await artifactory.aql(
      'items.find({"repo":"docker-remote-cache","path":"library/alpine/3.20"})',
    );
    const total = [other.manifest, ...other.blobs].reduce(
      (sum, { bytes }) => sum + bytes.length,
      0,
    );
    expect(
      body.results.reduce(
        (sum: number, { size }: { size: number }) => sum + size,
        0,
      ),
    ).toBe(total);
  });

  it('chooses by $or, sorts, and tells a part', async () => {
    const artifactory = await start();
    const { store } = artifactory.simulator;
    const newer = buildIndex([other]);
    store.addImage(
      'docker-local/team/app',
      newer,
      '2.0.0',
      '2026-07-01T00:00:00Z',
    );
    const either =
      'items.find({"repo":"docker-local","name":"list.manifest.json","$or":[{"path":"team/app/2.0.0"},{"path":{"$eq":"team/app/1.1.0"}},{"path":{"$match":"team/app/1.2.?"}}]})';
    const ask = async (query: string) => {
      const { body } = await artifactory.aql(query);
      return [
        body.results.map(({ path }: { path: string }) =>
          path.split('/').at(-1),
        ),
        body.range,
      ];
    };
    expect(await ask(`${either}.sort({"$desc":["modified","path"]})`)).toEqual([
      ['2.0.0', '1.2.0', '1.1.0'],
      { start_pos: 0, end_pos: 3, total: 3 },
    ]);
    expect(
      await ask(`${either}.sort({"$asc" : ["path"]}).offset(1).limit(1)`),
    ).toEqual([['1.2.0'], { start_pos: 1, end_pos: 2, total: 1, limit: 1 }]);
  });

  it.each([
    ['{"$match":"team/app/*"}', 3],
    ['{"$match":"team/*.0"}', 3],
    ['{"$match":"*"}', 3],
    ['{"$match":"?eam/app/1.1.0"}', 1],
    ['"team/app/1.1.0"', 1],
    ['{"$match":"team/other/*"}', 0],
    ['{"$match":"team/ap/*"}', 0],
    ['"team/app"', 0],
  ])('finds by path %s', async (path, total) => {
    const artifactory = await start();
    const { body } = await artifactory.aql(
      `items.find({"path":${path},"name":"list.manifest.json"})`,
    );
    expect(body.range.total).toBe(total);
  });

  it('says that it has trimmed what is above its limit', async () => {
    const artifactory = await start({ aql: { rows: 2 } });
    const { body } = await artifactory.aql(MANIFESTS);
    expect(body.results).toHaveLength(2);
    expect(body.range.notification).toBe(
      'AQL query reached the search hard limit, results are trimmed.',
    );
    const asked = await artifactory.aql(`${MANIFESTS}.limit(1)`);
    expect(asked.body.range).toEqual({
      start_pos: 0,
      end_pos: 1,
      total: 1,
      limit: 1,
    });
  });

  it('may write sizes as strings', async () => {
    const artifactory = await start({ habits: { aqlSize: 'string' } });
    const { body } = await artifactory.aql(MANIFESTS);
    expect(body.results[0].size).toBe(String(image.manifest.bytes.length));
  });

  it('answers three at a time, and sends others away that have waited long enough', async () => {
    const artifactory = await start({
      aql: { durationMs: 3_000, patienceMs: 100 },
    });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => artifactory.aql(MANIFESTS)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0].body.errors[0].status).toBe(429);
    expect((await artifactory.aql(MANIFESTS)).status).toBe(200);
  }, 60_000);

  it('lets those in who have waited for their turn', async () => {
    const artifactory = await start({ aql: { parallel: 1, durationMs: 10 } });
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => artifactory.aql(MANIFESTS)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('answers nobody without a name, and tells of no key that is not for the caller', async () => {
    const artifactory = await start({ anonymous: ['docker-local'] });
    const { status, body } = await artifactory.aql(MANIFESTS, {});
    expect([status, body.errors[0].status]).toEqual([401, 401]);
    const everything = 'items.find({"name":"manifest.json"})';
    const repos = async (headers?: Record<string, string>) =>
      new Set(
        (await artifactory.aql(everything, headers)).body.results.map(
          ({ repo }: { repo: string }) => repo,
        ),
      );
    expect(await repos()).toEqual(
      new Set(['docker-local', 'docker-remote-cache']),
    );
    expect(await repos(admin)).toEqual(
      new Set([
        'docker-local',
        'docker-remote-cache',
        'docker-federated',
        'oci-local',
      ]),
    );
  });

  it('wants name, repo and path included by all but admins', async () => {
    const artifactory = await start();
    const query = `${MANIFESTS}.include("name","size")`;
    expect((await artifactory.aql(query)).status).toBe(400);
    const { body } = await artifactory.aql(query, admin);
    expect(Object.keys(body.results[0])).toEqual(['name', 'size']);
  });

  it.each([
    ['builds.find({"name":"app"})'],
    ['items.find({"repo":"docker-local"'],
    ['items.find({"repo":"docker-local"}).delete()'],
    ['items.find({"repo":{"$like":"docker-local"}})'],
    ['items.find({repo:"docker-local"})'],
    ['items.find({"colour":"blue"})'],
    ['items.find({})'],
    ['items.find({"repo":"docker-local"}).limit("many")'],
    ['items.find({"repo":"docker-local"}).sort({"$down":["path"]})'],
    [`items.find({"repo":"${'x'.repeat(6_000)}"})`],
  ])('refuses %.60s', async query => {
    const artifactory = await start();
    const { status, body } = await artifactory.aql(query);
    expect([status, body.errors[0].status]).toEqual([400, 400]);
  });

  it('consumes plain text only', async () => {
    const artifactory = await start();
    const { status } = await artifactory.aql(MANIFESTS, {
      ...admin,
      'content-type': 'application/json',
    });
    expect(status).toBe(415);
  });
});
