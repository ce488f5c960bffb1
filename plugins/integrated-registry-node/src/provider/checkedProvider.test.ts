import { checkedProvider } from './checkedProvider';
import { RegistryClient } from './RegistryClient';
import { RegistryProvider } from './RegistryProvider';

const { signal } = new AbortController();

/** A client with private fields, as most are. */
class OddClient {
  readonly #digest = `sha256:${'ab'.repeat(32)}`;

  async *listRepositories() {
    yield {
      items: [
        '',
        'a b',
        'Team/App',
        '../../etc/passwd',
        'team/app',
        'team/app',
      ].map(name => ({
        name,
        description: 'd'.repeat(100_000),
        updatedAt: 'yesterday',
        pullCount: -1,
      })),
      cursor: 'next',
    };
  }

  async listTags() {
    return {
      items: [
        { name: '1.0', digest: this.#digest, sizeBytes: NaN },
        { name: '1.0', digest: 'none' },
        { name: 'x'.repeat(3_900_000) },
        { name: '' },
        { name: '-x' },
      ],
      order: 'none' as const,
    };
  }

  async resolve() {
    return { digest: this.#digest, mediaType: 'none' };
  }
}

const provider: RegistryProvider = {
  type: 'odd',
  title: 'Odd',
  credential: 'optional',
  connect: () => new OddClient() as unknown as RegistryClient,
};

describe('a checked provider', () => {
  const client = checkedProvider(provider).connect({} as never);

  it('is what it was otherwise', async () => {
    expect(checkedProvider(provider).title).toBe('Odd');
    expect(client.startScan).toBeUndefined();
    expect(await client.resolve('team/app', '1.0', { signal })).toMatchObject({
      mediaType: 'none',
    });
  });

  it('lists repositories that can be pulled, once each, and counts the others', async () => {
    const pages = [];
    for await (const page of client.listRepositories({ signal })) {
      pages.push(page);
    }
    expect(pages).toEqual([
      {
        items: [{ name: 'team/app', description: 'd'.repeat(2_000) }],
        cursor: 'next',
        gaps: [
          expect.objectContaining({
            scope: { kind: 'registry' },
            code: 'INVALID_NAMES',
            count: 4,
          }),
        ],
      },
    ]);
  });

  it('lists tags that can be pulled, once each, and counts the others', async () => {
    expect(await client.listTags('team/app', { signal })).toEqual({
      items: [{ name: '1.0', digest: `sha256:${'ab'.repeat(32)}` }],
      order: 'none',
      gaps: [
        expect.objectContaining({
          scope: { kind: 'repository', name: 'team/app' },
          code: 'INVALID_NAMES',
          count: 3,
        }),
      ],
    });
  });
});
