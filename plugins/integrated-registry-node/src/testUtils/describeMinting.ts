import {
  RegistryClient,
  RegistryConnection,
  RegistryCredential,
} from '../provider';

/** How a registry is had to make pull credentials. @public */
export interface ContractMinting {
  /** Of somebody who may make pull credentials. */
  credential: RegistryCredential;
  /** Of somebody who may not. */
  refused: RegistryCredential;
  /** Whose rights a pull credential has, where the registry knows no others. */
  group?: string;
}

interface MintingScene {
  connect(settings: Partial<RegistryConnection>): RegistryClient;
  image(): { repository: string; tag: string; digest: string };
}

/** That a provider makes credentials which pull and do nothing else, and ends them. */
export function describeMinting(
  { credential, refused, group }: ContractMinting,
  { connect, image }: MintingScene,
): void {
  const { signal } = new AbortController();

  function mint(maker: RegistryCredential, name: string) {
    return connect({ credential: maker }).mintPullCredential!({
      name,
      projects: image().repository.split('/').slice(0, 1),
      days: 2,
      signal,
      ...(group !== undefined && { group }),
    });
  }

  const revoke = (maker: RegistryCredential, name: string) =>
    connect({ credential: maker }).revokePullCredential!(name, { signal });

  it('makes a pull credential that pulls and makes no other, and ends it', async () => {
    const { repository, tag, digest } = image();
    const minted = await mint(credential, 'contract-of-providers-1');
    const days = (minted.expiresAt!.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(2, 2);
    const puller = connect({ credential: minted });
    const found = await puller.resolve(repository, tag, { signal });
    expect(found.digest).toBe(digest);
    await expect(mint(minted, 'contract-of-providers-2')).rejects.toMatchObject(
      { name: 'RegistryError', code: 'FORBIDDEN' },
    );

    await revoke(credential, 'contract-of-providers-1');
    const { ok } = await connect({ credential: minted }).diagnose({ signal });
    expect(ok).toBe(false);
  });

  it('does not mind ending a pull credential that is not there', async () => {
    const ended = revoke(credential, 'contract-of-providers-0');
    await expect(ended).resolves.toBeUndefined();
  });

  it('says FORBIDDEN to who may not make a pull credential', async () => {
    await expect(
      mint(refused, 'contract-of-providers-3'),
    ).rejects.toMatchObject({ name: 'RegistryError', code: 'FORBIDDEN' });
  });
}
