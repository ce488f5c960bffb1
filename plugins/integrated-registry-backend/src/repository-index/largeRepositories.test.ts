import { searchPages } from './__testUtils__/searchPages';
import { useListedPortal } from './__testUtils__/useListedPortal';

const wide = (characters: number) => '漢'.repeat(characters);

/** As large as each can be, in characters of three bytes. */
const names = Array.from(
  { length: 300 },
  (_, at) => `team/${'a'.repeat(240)}${String(at).padStart(4, '0')}`,
);

describe('a page of very large repositories', () => {
  const now = useListedPortal('SQLITE_3', {
    repositories: names.map(name => ({
      name,
      project: wide(255),
      description: wide(500),
      imageHost: `${'h'.repeat(60)}.example.com`,
    })),
    gaps: Array.from({ length: 30 }, (_, at) => ({
      scope: { kind: 'project', name: wide(250) + at },
      code: 'REFUSED',
      message: wide(1_000),
      remedy: wide(1_000),
    })),
  });

  it.each(['', 'team/**', '**'])(
    'is below 300 kB, and loses none, with the globs "%s"',
    async repositories => {
      const pages = await searchPages(now.portal, {
        limit: 200,
        ...(repositories && { repositories }),
      });
      for (const { body, text } of pages) {
        expect(Buffer.byteLength(text)).toBeLessThan(300_000);
        expect(body.items.length > 20 || !body.nextCursor).toBe(true);
      }
      const found = pages.flatMap(({ body }) => body.items);
      expect(found.map(({ name }) => name)).toEqual(names);
    },
  );
});
