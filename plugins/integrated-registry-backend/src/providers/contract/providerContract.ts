import {
  createHttpTransport,
  NetworkPolicy,
  RegistryClient,
  RegistryCredential,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';

/** A registry that holds `team/app:1.2.0`, an index over linux/amd64 and linux/arm64. */
export interface ContractRegistry {
  url: string;
  host: string;
  /** Of the index. */
  digest: string;
  credential?: RegistryCredential;
  /** PEM, where the registry's certificate is signed by an authority of its own. */
  caCertificate?: string;
  /** Lets time go by until what the registry has handed out is no longer valid. */
  expire?(): Promise<void>;
}

const REPOSITORY = 'team/app';
const TAG = '1.2.0';

/** What every provider has to do with every registry it speaks to. */
export function describeProviderContract(
  provider: RegistryProvider,
  registry: () => ContractRegistry,
  { demandsLogin }: { demandsLogin: boolean },
): void {
  const { signal } = new AbortController();
  let close: () => void = () => {};

  function connect(change: Partial<ContractRegistry> = {}): RegistryClient {
    const { url, host, credential, caCertificate } = {
      ...registry(),
      ...change,
    };
    const transport = createHttpTransport({
      tls: { ...(caCertificate && { caCertificate }) },
      networkPolicy: NetworkPolicy.allowAll(),
    });
    close = () => transport.close();
    return provider.connect({
      url,
      imageHost: host,
      repositories: [],
      repositoryFilter: [],
      transport,
      ...(credential && { credential }),
    });
  }

  afterEach(() => close());

  it('finds that the registry can be used', async () => {
    const { ok, steps } = await connect().diagnose({ signal });
    expect(steps.filter(step => step.state === 'failed')).toEqual([]);
    expect(ok).toBe(true);
  });

  if (demandsLogin) {
    it.each([
      ['refuses a wrong password', { password: 'not-the-password' }],
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
    });

    it('does not take a missing password for an empty registry', async () => {
      const { ok, steps } = await connect({ credential: undefined }).diagnose({
        signal,
      });
      expect(ok).toBe(false);
      expect(
        steps.find(step => step.state === 'failed')?.failure?.code,
      ).toMatch(/UNAUTHORIZED|CATALOG_UNAVAILABLE/);
    });
  } else {
    it('says that nobody has checked a password which is not demanded', async () => {
      const { ok, steps } = await connect({
        credential: { username: 'anybody', password: 'anything' },
      }).diagnose({ signal });
      expect(ok).toBe(true);
      expect(steps.find(step => step.id === 'login')?.message).toMatch(
        /demands no login/,
      );
    });
  }

  it('lists the repositories', async () => {
    const names: string[] = [];
    for await (const page of connect().listRepositories({ signal })) {
      names.push(...page.items.map(({ name }) => name));
    }
    expect(names).toEqual([REPOSITORY]);
  });

  it('lists the tags', async () => {
    const { items, cursor } = await connect().listTags(REPOSITORY, { signal });
    expect(items.map(({ name }) => name)).toEqual([TAG]);
    expect(cursor).toBeUndefined();
  });

  it('resolves a tag to the digest of the index, not of a platform', async () => {
    const { digest } = await connect().resolve(REPOSITORY, TAG, { signal });
    expect(digest).toBe(registry().digest);
  });

  it('reads an artifact by tag and by digest', async () => {
    const client = connect();
    const { digest } = registry();
    const byTag = await client.getArtifact(REPOSITORY, TAG, { signal });
    expect(byTag).toMatchObject({ digest, kind: 'index' });
    expect(
      byTag.platforms.map(({ os, architecture }) => `${os}/${architecture}`),
    ).toEqual(['linux/amd64', 'linux/arm64']);
    const byDigest = await client.getArtifact(REPOSITORY, digest, { signal });
    expect(byDigest).toMatchObject({ digest, platforms: byTag.platforms });
  });

  it('says NOT_FOUND of what is not there', async () => {
    const client = connect();
    await expect(
      client.resolve(REPOSITORY, 'no-such-tag', { signal }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      client.listTags('team/no-such-repository', { signal }),
    ).rejects.toMatchObject({
      // A registry with tokens may not tell whether it is there.
      code: expect.stringMatching(/NOT_FOUND|FORBIDDEN|UNAUTHORIZED/),
    });
  });

  it('goes on when what it was given has expired', async () => {
    const client = connect();
    await client.resolve(REPOSITORY, TAG, { signal });
    await registry().expire?.();
    const { digest } = await client.resolve(REPOSITORY, TAG, { signal });
    expect(digest).toBe(registry().digest);
  });

  it('ends early when nobody waits any more', async () => {
    const gone = new AbortController();
    const reason = new Error('nobody waits');
    gone.abort(reason);
    await expect(
      connect().resolve(REPOSITORY, TAG, { signal: gone.signal }),
    ).rejects.toBe(reason);
  });
}
