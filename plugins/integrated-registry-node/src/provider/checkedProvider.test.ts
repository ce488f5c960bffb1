import { clientOf, digest, signal } from './__testUtils__/clientOf';
import { checkedProvider } from './checkedProvider';
import { RegistryProvider } from './RegistryProvider';

/** A client with private fields, as most are. */
class OddClient {
  readonly #digest = digest;

  async *listRepositories() {
    yield {
      items: ['', 'a b', 'Team/App', '../../etc/passwd', 'team/app', 'team/app']
        .map(name => ({ name }))
        .concat([null as never, 5 as never]),
      cursor: 'next',
    };
  }

  async listTags() {
    return {
      items: [
        { name: '1.0', digest: this.#digest },
        { name: '1.0', digest: 'none' },
        { name: 'x'.repeat(3_900_000) },
        { name: '1.0\u202E1.2-doog' },
        { name: '' },
        { name: '-x' },
      ],
    };
  }

  async resolve() {
    return { digest: this.#digest, mediaType: 'none', sizeBytes: -1 };
  }
}

const odd = { title: 'Odd' } as RegistryProvider;

describe('a checked provider', () => {
  const client = clientOf(new OddClient());

  it('is what it was otherwise', async () => {
    expect(checkedProvider(odd).title).toBe('Odd');
    for (const method of [
      'findImageHost',
      'isAdministrator',
      'listReferrers',
      'getVulnerabilities',
      'startScan',
      'mintPullCredential',
      'revokePullCredential',
    ] as const) {
      expect(client[method]).toBeUndefined();
      expect(clientOf({ [method]: async () => ({}) })[method]).toBeDefined();
    }
    expect(await client.resolve('team/app', '1.0', { signal })).toEqual({
      digest,
      mediaType: 'none',
    });
  });

  it('asks what it is asked', async () => {
    const asked: unknown[] = [];
    const ask = async (...words: unknown[]) => {
      asked.push(words);
      return { digest, items: [] };
    };
    const askForCredential = async (...words: unknown[]) => {
      asked.push(words);
      return { username: 'robot', password: 'of the robot' };
    };
    const every = clientOf({
      ...{ diagnose: ask, listTags: ask, resolve: ask, getArtifact: ask },
      ...{ findImageHost: ask, isAdministrator: ask, listReferrers: ask },
      ...{ getVulnerabilities: ask, startScan: ask },
      ...{ mintPullCredential: askForCredential, revokePullCredential: ask },
    });
    const options = { signal };
    await every.diagnose(options);
    await every.listTags('a', options);
    await every.resolve('a', 'b', options);
    await every.getArtifact('a', 'b', options);
    await every.findImageHost?.(options);
    expect(await every.isAdministrator?.(options)).toBe(true);
    await every.listReferrers?.('a', 'b', options);
    await every.getVulnerabilities?.('a', 'b', options);
    await every.startScan?.('a', 'b', options);
    const wanted = { ...options, name: 'a', projects: ['b'], days: 1 };
    await every.mintPullCredential?.(wanted);
    await every.revokePullCredential?.('a', options);
    expect(asked).toStrictEqual([
      [options],
      ['a', options],
      ['a', 'b', options],
      ['a', 'b', options],
      [options],
      [options],
      ['a', 'b', options],
      ['a', 'b', options],
      ['a', 'b', options],
      [wanted],
      ['a', options],
    ]);
  });

  it('runs its other methods on the object itself', () => {
    class Client {
      readonly #host = 'registry.example.com';
      host() {
        return this.#host;
      }
      get shown() {
        return this.#host;
      }
    }
    const other = clientOf(new Client()) as unknown as Client;
    expect(other.host()).toBe('registry.example.com');
    expect(other.shown).toBe('registry.example.com');
  });

  it('lists repositories that can be pulled, once each, and counts the others', async () => {
    const pages = [];
    for await (const page of client.listRepositories({ signal })) {
      pages.push(page);
    }
    expect(pages).toEqual([
      {
        items: [{ name: 'team/app' }],
        cursor: 'next',
        gaps: [
          expect.objectContaining({
            scope: { kind: 'registry' },
            code: 'INVALID_NAMES',
            count: 6,
          }),
        ],
      },
    ]);
  });

  it('lists tags that can be pulled, once each, and counts the others', async () => {
    expect(await client.listTags('team/app', { signal })).toEqual({
      items: [{ name: '1.0', digest }],
      order: 'none',
      gaps: [
        expect.objectContaining({
          scope: { kind: 'repository', name: 'team/app' },
          code: 'INVALID_NAMES',
          count: 4,
        }),
      ],
    });
  });

  it.each([undefined, {}, { digest: 'sha256:ab' }, { digest: 5 }])(
    'refuses what has no digest: %j',
    async answer => {
      const refused = clientOf({
        resolve: async () => answer,
        getArtifact: async () => answer,
      });
      for (const call of ['resolve', 'getArtifact'] as const) {
        await expect(
          refused[call]('team/app', '1.0', { signal }),
        ).rejects.toMatchObject({
          name: 'RegistryError',
          code: 'BAD_RESPONSE',
        });
      }
    },
  );

  it('takes an image host that is one', async () => {
    const hostOf = (host: unknown) =>
      clientOf({ findImageHost: async () => host }).findImageHost?.({ signal });
    expect(await hostOf('{project}.example.com')).toBe('{project}.example.com');
    expect(await hostOf('a\u202Eb')).toBeUndefined();
    expect(await hostOf({})).toBeUndefined();
  });
});
