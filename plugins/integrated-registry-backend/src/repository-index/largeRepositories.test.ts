import { Integration } from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';

const workspace = 'group:default/payments';
const wide = (characters: number) => '漢'.repeat(characters);

/** As large as each can be, in characters of three bytes. */
const names = Array.from(
  { length: 300 },
  (_, at) => `team/${'a'.repeat(240)}${String(at).padStart(4, '0')}`,
);

describe('a page of very large repositories', () => {
  const registries = new ListedRegistries();
  let portal: TestPortal;

  beforeAll(async () => {
    const registry = registries.add(
      'r.example.com',
      names.map(name => ({
        name,
        project: wide(255),
        description: wide(500),
        imageHost: `${'h'.repeat(60)}.example.com`,
      })),
    );
    registry.gaps = Array.from({ length: 30 }, (_, at) => ({
      scope: { kind: 'project', name: wide(250) + at },
      code: 'REFUSED',
      message: wide(1_000),
      remedy: wide(1_000),
    }));
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      features: [registries.feature],
      settings: {
        integrations: [
          {
            workspace,
            type: 'listed',
            name: 'Listed',
            url: 'https://r.example.com',
          },
        ],
      },
    });
    await until(
      async () => (await portal.call('olivia', 'GET /integrations')).body,
      ({ items: [item] }: { items: Integration[] }) =>
        item.repositoryIndex.state === 'finished',
    );
  }, 300_000);

  afterAll(() => portal?.stop());

  it.each(['', 'team/**', '**'])(
    'is below 300 kB, and loses none, with the globs "%s"',
    async repositories => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const query = new URLSearchParams({
          workspace,
          limit: '200',
          ...(repositories && { repositories }),
          ...(cursor !== undefined && { cursor }),
        });
        const { status, body, text } = await portal.call(
          'marco',
          `GET /repositories?${query}`,
        );
        expect(status).toBe(200);
        expect(Buffer.byteLength(text)).toBeLessThan(300_000);
        expect(body.items.length > 20 || !body.nextCursor).toBe(true);
        found.push(...body.items.map(({ name }: { name: string }) => name));
        cursor = body.nextCursor;
      } while (cursor !== undefined);
      expect(found).toEqual(names);
    },
  );
});
