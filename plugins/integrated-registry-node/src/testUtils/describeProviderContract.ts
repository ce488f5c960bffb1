import { NetworkPolicy } from '../network';
import {
  capabilitiesOf,
  checkedProvider,
  RegistryClient,
  RegistryConnection,
  RegistryCredential,
  RegistryProvider,
} from '../provider';
import { createHttpTransport, HttpTransport } from '../transport';
import { describeHostileAnswers } from './describeHostileAnswers';
import { ContractMinting, describeMinting } from './describeMinting';

/**
 * A registry that holds one image and nothing else: an index over linux/amd64 and linux/arm64.
 *
 * @public
 */
export interface ContractRegistry {
  /** API address, as a person would enter it. */
  url: string;
  /** What stands before the repository in a pull command. */
  host: string;
  /** Digest of the index. */
  digest: string;
  /** Default `team/app`. */
  repository?: string;
  /** Default `1.2.0`. */
  tag?: string;
  credential?: RegistryCredential;
  /** PEM, where the registry's certificate is signed by an authority of its own. */
  caCertificate?: string;
  /** Lets time go by until what the registry has handed out is no longer valid. */
  expire?(): Promise<void>;
}

/** @public */
export interface ProviderContractOptions {
  /** Does the registry refuse callers without a login? Default false. */
  demandsLogin?: boolean;
  /** Besides what it demands a login for, has it things that it shows to everybody? Default false. */
  showsSomeToAll?: boolean;
  /**
   * Has the registry hold another image beside the one it has, under a name or tag that no client
   * could pull. Nothing of it may be listed; a gap has to count it.
   */
  addOddName?(repository: string, tag: string): void | Promise<void>;
  /** How pull credentials are made, where the provider can. The project is the repository's first part. */
  minting?: ContractMinting;
}

const WRONG_PASSWORD = 'not-the-password-5b1d07';

/**
 * What every provider has to do with every registry it speaks to, as tests for Jest. Call it inside
 * of `describe`; start the registry in `beforeAll`.
 *
 * @param registry - called in each test
 * @public
 */
export function describeProviderContract(
  provider: RegistryProvider,
  registry: () => ContractRegistry,
  options: ProviderContractOptions = {},
): void {
  const { signal } = new AbortController();
  const opened: HttpTransport[] = [];
  const image = () => ({ repository: 'team/app', tag: '1.2.0', ...registry() });

  function connection(): RegistryConnection {
    const { url, host, credential, caCertificate } = registry();
    const transport = createHttpTransport({
      tls: { ...(caCertificate && { caCertificate }) },
      networkPolicy: NetworkPolicy.allowAll(),
    });
    opened.push(transport);
    return {
      url,
      imageHost: host,
      repositories: [],
      repositoryFilter: [],
      transport,
      ...(credential && { credential }),
    };
  }

  function connect(settings: Partial<RegistryConnection> = {}): RegistryClient {
    // As the portal uses it.
    return checkedProvider(provider).connect({ ...connection(), ...settings });
  }

  async function namesOf(client: RegistryClient): Promise<string[]> {
    const names: string[] = [];
    for await (const page of client.listRepositories({ signal })) {
      names.push(...page.items.map(({ name }) => name));
    }
    return names;
  }

  afterEach(() => {
    opened.splice(0).forEach(transport => transport.close());
  });

  it('has a method for each of its capabilities', () => {
    expect(capabilitiesOf(connect())).toEqual(provider.capabilities ?? []);
  });

  it('finds that the registry can be used', async () => {
    const { ok, steps } = await connect().diagnose({ signal });
    expect(steps.filter(step => step.state === 'failed')).toEqual([]);
    expect(ok).toBe(true);
  });

  if (options.demandsLogin) {
    it.each([
      ['refuses a wrong password', { password: WRONG_PASSWORD }],
      ['refuses an unknown user', { username: 'nobody' }],
    ])('%s at the step login', async (_, change) => {
      const { ok, steps } = await connect({
        credential: {
          username: '',
          password: '',
          ...registry().credential,
          ...change,
        },
      }).diagnose({ signal });
      expect(ok).toBe(false);
      expect(steps.find(step => step.state === 'failed')).toMatchObject({
        id: 'login',
        failure: { code: 'UNAUTHORIZED' },
      });
      expect(JSON.stringify(steps)).not.toContain(WRONG_PASSWORD);
    });

    if (!options.showsSomeToAll) {
      it('does not take a missing password for an empty registry', async () => {
        const { ok, steps } = await connect({
          credential: undefined,
        }).diagnose({ signal });
        expect(ok).toBe(false);
        expect(
          steps.find(step => step.state === 'failed')?.failure?.code,
        ).toMatch(/UNAUTHORIZED|CATALOG_UNAVAILABLE/);
      });
    }
  } else {
    it('says that nobody has checked a password which is not demanded', async () => {
      const { ok, steps } = await connect({
        // Such as stands in no text by itself.
        credential: { username: 'anybody', password: 'anything-8c02f6' },
      }).diagnose({ signal });
      expect(ok).toBe(true);
      expect(steps.find(step => step.id === 'login')?.message).toMatch(
        /demands no login/,
      );
    });
  }

  it('lists the repositories', async () => {
    expect(await namesOf(connect())).toEqual([image().repository]);
  });

  it('lists only what the filter lets through', async () => {
    expect(
      await namesOf(connect({ repositoryFilter: ['no/such/**'] })),
    ).toEqual([]);
  });

  it('takes declared repositories for the catalogue', async () => {
    const { repository } = image();
    const client = connect({ repositories: [repository] });
    expect(await namesOf(client)).toEqual([repository]);
  });

  it('lists the tags', async () => {
    const { repository, tag } = image();
    const { items, cursor } = await connect().listTags(repository, { signal });
    expect(items.map(({ name }) => name)).toEqual([tag]);
    expect(cursor).toBeUndefined();
  });

  if (options.addOddName) {
    it('leaves out what no client could pull, and counts it', async () => {
      const { repository, tag } = image();
      const parent = repository.slice(0, repository.lastIndexOf('/') + 1);
      await options.addOddName?.(`${parent}Upper-Case`, tag);
      await options.addOddName?.(repository, '-x');
      const pages = [];
      for await (const page of connect().listRepositories({ signal })) {
        pages.push(page);
      }
      expect(pages.flatMap(({ items }) => items.map(i => i.name))).toEqual([
        repository,
      ]);
      const tags = await connect().listTags(repository, { signal });
      expect(tags.items.map(({ name }) => name)).toEqual([tag]);
      const gaps = [...pages, tags].flatMap(page => page.gaps ?? []);
      expect(gaps.map(({ code, count }) => [code, count])).toEqual([
        ['INVALID_NAMES', 1],
        ['INVALID_NAMES', 1],
      ]);
    });
  }

  it('resolves a tag to the digest of the index, not of a platform', async () => {
    const { repository, tag, digest } = image();
    const found = await connect().resolve(repository, tag, { signal });
    expect(found.digest).toBe(digest);
  });

  it('reads an artifact by tag and by digest', async () => {
    const { repository, tag, digest } = image();
    const client = connect();
    const byTag = await client.getArtifact(repository, tag, { signal });
    expect(byTag).toMatchObject({ repository, digest, kind: 'index' });
    expect(
      byTag.platforms.map(({ os, architecture }) => `${os}/${architecture}`),
    ).toEqual(['linux/amd64', 'linux/arm64']);
    const byDigest = await client.getArtifact(repository, digest, { signal });
    expect(byDigest).toMatchObject({ digest, platforms: byTag.platforms });
  });

  it('says NOT_FOUND of what is not there', async () => {
    const { repository } = image();
    const client = connect();
    await expect(
      client.resolve(repository, 'no-such-tag', { signal }),
    ).rejects.toMatchObject({ name: 'RegistryError', code: 'NOT_FOUND' });
    await expect(
      client.listTags(`${repository}-which-nobody-has`, { signal }),
    ).rejects.toMatchObject({
      name: 'RegistryError',
      // A registry with tokens may not tell whether it is there.
      code: expect.stringMatching(/NOT_FOUND|FORBIDDEN|UNAUTHORIZED/),
    });
  });

  it('goes on when what it was given has expired', async () => {
    const { repository, tag, digest, expire } = image();
    const client = connect();
    await client.resolve(repository, tag, { signal });
    await expire?.();
    const found = await client.resolve(repository, tag, { signal });
    expect(found.digest).toBe(digest);
  });

  it('makes pull credentials only where it ends them', () => {
    const client = connect();
    expect(client.mintPullCredential === undefined).toBe(
      client.revokePullCredential === undefined,
    );
  });

  if (options.minting) {
    describeMinting(options.minting, { connect, image });
  }

  describeHostileAnswers(provider, {
    connection,
    image,
    minting: options.minting,
  });

  it('ends early when nobody waits any more', async () => {
    const { repository, tag } = image();
    const gone = new AbortController();
    const reason = new Error('nobody waits');
    gone.abort(reason);
    await expect(
      connect().resolve(repository, tag, { signal: gone.signal }),
    ).rejects.toBe(reason);
  });
}
