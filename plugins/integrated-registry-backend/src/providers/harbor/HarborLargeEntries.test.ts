import { buildImage, HostileFront } from 'registry-simulator';
import { logins, testHarbor } from './__testUtils__/testHarbor';

const { connect, image, running, signal, start } = testHarbor;

/** Twice as many values in JSON. */
function labelled(content: string, labels: number) {
  return buildImage({
    layers: [content],
    labels: Object.fromEntries(
      Array.from({ length: labels }, (_, at) => [`label-${at}`, 'x']),
    ),
  });
}

const timeOf = (at: number) =>
  new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();

async function push(images: ReturnType<typeof buildImage>[]) {
  await start();
  images.forEach((one, at) =>
    running.harbor.store.addImage('team/app', one, `1.${at}`, timeOf(at)),
  );
  running.harbor.takeRequests();
}

const plain = (count: number) =>
  Array.from({ length: count }, (_, at) => labelled(`plain ${at}`, 1));

const lists = (requests: readonly string[]) =>
  requests.filter(asked => asked.includes('/artifacts?'));

async function list() {
  const client = connect();
  const names = new Set<string>();
  const gaps = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.listTags('team/app', {
      signal,
      limit: 1_000,
      cursor,
    });
    page.items.forEach(({ name }) => names.add(name));
    gaps.push(...(page.gaps ?? []));
    cursor = page.cursor;
    if (cursor === undefined) {
      return { names: [...names], gaps };
    }
  }
}

describe('entries of Harbor that are larger than the portal reads', () => {
  let front: HostileFront | undefined;

  afterEach(async () => {
    front?.stop();
    front = undefined;
    await running.harbor.stop();
  });

  it.each([
    ['in the middle of a page', 47],
    ['at the beginning', 0],
    ['at the end', 129],
  ])('cost the tags of one image, which is counted: %s', async (_, at) => {
    const images = plain(129);
    images.splice(at, 0, labelled('giant', 80_000));
    await push(images);
    const { names, gaps } = await list();
    expect(names).toHaveLength(129);
    expect(names).not.toContain(`1.${at}`);
    expect(gaps).toEqual([
      expect.objectContaining({
        code: 'TOO_LARGE',
        count: 1,
        scope: { kind: 'repository', name: 'team/app' },
        message:
          'Some entries are left out of the tags of team/app: Harbor’s answer for them is larger than the portal reads.',
        remedy:
          'Type the tag if you know it. Push these images again with fewer and shorter labels.',
      }),
    ]);
    expect(lists(running.harbor.takeRequests()).length).toBeLessThan(40);
  });

  it('are told apart from those that are only too large together', async () => {
    await push(
      Array.from({ length: 30 }, (_, at) => labelled(`${at}`, 10_000)),
    );
    const { names, gaps } = await list();
    expect([names.length, gaps]).toEqual([30, []]);
  });

  it('leave an empty list of the only image, and say so', async () => {
    await push([labelled('giant', 80_000)]);
    const { names, gaps } = await list();
    expect([names, gaps]).toEqual([
      [],
      [expect.objectContaining({ code: 'TOO_LARGE', count: 1 })],
    ]);
  });

  it('are not asked for one by one without end', async () => {
    await start();
    front = await HostileFront.start(running.harbor.url, path =>
      path.includes('/artifacts?') ? Array(160_000).fill(0) : undefined,
    );
    running.harbor.store.addImage('team/app', image, '1.0');
    await expect(
      connect({ url: front.url }).listTags('team/app', { signal }),
    ).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
    expect(lists(running.harbor.takeRequests())).toHaveLength(7);
  });

  it('are each left out of the repositories of their project', async () => {
    await start();
    const { store } = running.harbor;
    store.addImage('team/r00', image, '1.0');
    store.copyRepository(
      'team/r00',
      Array.from({ length: 119 }, (_, at) => `team/r${at + 1}`),
    );
    const wide = 'x'.repeat(7 * 1024 * 1024);
    front = await HostileFront.start(running.harbor.url, (path, answer) =>
      path.includes('/repositories?')
        ? answer.map((one: { name: string }) =>
            one.name === 'team/r7' ? { ...one, description: wide } : one,
          )
        : undefined,
    );
    const client = connect({ url: front.url, credential: logins.admin });
    const names = [];
    const gaps = [];
    for await (const page of client.listRepositories({ signal })) {
      names.push(...page.items.map(({ name }) => name));
      gaps.push(...(page.gaps ?? []));
    }
    expect([new Set(names).size, names.includes('team/r7')]).toEqual([
      119,
      false,
    ]);
    expect(gaps).toEqual([
      expect.objectContaining({
        code: 'TOO_LARGE',
        count: 1,
        scope: { kind: 'project', name: 'team' },
        remedy: 'In Harbor, shorten the descriptions of these repositories.',
      }),
    ]);
  });
});
