import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { useTurnedClock } from '../__testUtils__/useTurnedClock';
import { until } from '../__testUtils__/until';

const image = buildImage();
const clock = useTurnedClock();
const tags = [
  ...Array.from({ length: 120 }, (_, at) => `1.${at % 3}.${at}`),
  ...['1.1-alpine', 'v1.1.200', '11.1.0', 'latest'],
];

describe('version lines and search in tags, over HTTP', () => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let id: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ quirks: { maxPage: 50 } });
    push(tags);
    portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    ({ id } = await integrate(portal, { type: 'docker', url: registry.url }));
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  function push(names: readonly string[]) {
    names.forEach(name => registry.store.addImage('team/app', image, name));
  }

  const ask = (query: string) =>
    portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app${query}`,
    );
  const named = ({ body }: Awaited<ReturnType<typeof ask>>): string[] =>
    body.items.map(({ name }: { name: string }) => name);

  it('are of the whole list, of which one page is asked for', async () => {
    const { body } = await ask('&limit=2');
    expect(body).toMatchObject({
      totalItems: 124,
      lines: [
        { line: '11.1', tags: 1 },
        { line: '1.2', tags: 40 },
        { line: '1.1', tags: 42 },
        { line: '1.0', tags: 40 },
      ],
    });
    expect(body).not.toHaveProperty('moreLines');
  });

  it('list their tags, newest first, and are searched in', async () => {
    const line = await ask('&line=1.1&limit=3');
    expect(named(line)).toEqual(['v1.1.200', '1.1.118', '1.1.115']);
    expect(line.body.totalItems).toBe(42);
    expect(named(await ask('&line=1.1&q=ALPINE'))).toEqual(['1.1-alpine']);
    const typed = await ask('&q=1.1&limit=200');
    expect(named(typed).slice(0, 42)).toEqual(
      named(await ask('&line=1.1&limit=200')),
    );
    expect(named(typed).at(-1)).toBe('11.1.0');
  });

  it.each(['1', '1.1.1', '1.x', 'v1.1', '1.12345678', ''])(
    'are not such as “%s”',
    async line => {
      const { status, body } = await ask(`&line=${line}`);
      expect(status).toBe(400);
      expect(body.error.issues[0]).toMatchObject({
        path: 'line',
        message: 'Write two numbers with a dot between them, as in 1.4',
      });
    },
  );

  it('go on from page to page while tags are pushed and deleted', async () => {
    const first = await ask('&line=1.0&limit=10');
    const [last] = named(first).slice(-1);
    registry.store.removeRepository('team/app');
    push([...tags.filter(name => name !== last), '1.0.500']);
    clock.turn(60_000);
    await until(
      () => ask('&line=1.0&limit=1'),
      answer => named(answer)[0] === '1.0.500',
    );
    const rest = await ask(
      `&line=1.0&limit=200&cursor=${first.body.nextCursor}`,
    );
    expect(named(rest)).toHaveLength(30);
    expect([...named(first), ...named(rest)]).toEqual(
      Array.from({ length: 40 }, (_, at) => `1.0.${117 - 3 * at}`),
    );
  });
});
