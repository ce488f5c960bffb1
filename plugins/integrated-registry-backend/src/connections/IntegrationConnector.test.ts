import {
  NetworkPolicy,
  RegistryClient,
  RegistryConnection,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialCipher } from '../credentials';
import { IntegrationStore, StoredIntegration } from '../model';
import { RegistryBudgets } from '../platform';
import { ProviderRegistry } from '../providers';
import { IntegrationConnector } from './IntegrationConnector';

const PURPOSES = ['interactive', 'background'] as const;

/** As it is stored after changes, and with a password that the ciphertext names. */
const stored = (version: number, ciphertext: string) =>
  ({
    id: 'one',
    type: 'docker',
    url: 'https://registry.example.com',
    username: 'robot',
    tls: { skipVerify: false },
    health: { state: 'healthy' },
    version,
    encryptedCredential: { keyId: 'tests', ciphertext },
  } as StoredIntegration);

function startScene() {
  let current = stored(1, 'first');
  const passwords: (string | undefined)[] = [];
  const store: Partial<IntegrationStore> = {
    getCredential: async () => current.encryptedCredential,
  };
  const cipher: Partial<CredentialCipher> = {
    decrypt: (_, { ciphertext }) => `password-${ciphertext}`,
  };
  const providers: Pick<ProviderRegistry, 'get'> = {
    get: () => ({
      type: 'docker',
      title: 'Docker Registry',
      credential: 'optional',
      connect: ({ credential }: RegistryConnection) => {
        passwords.push(credential?.password);
        return {} as RegistryClient;
      },
    }),
  };
  const connector = new IntegrationConnector({
    store: store as IntegrationStore,
    cipher: cipher as CredentialCipher,
    providers: providers as ProviderRegistry,
    networkPolicy: NetworkPolicy.allowAll(),
    budgets: new RegistryBudgets(),
    checkDeadlineMs: 10_000,
  });
  const clientsOf = (integration: StoredIntegration) => {
    current = integration;
    return Promise.all(
      PURPOSES.map(purpose => connector.get(integration, purpose)),
    );
  };
  return { connector, clientsOf, passwords };
}

describe('clients, and with them the tokens they remember', () => {
  it('are kept for as long as the settings stay as they are', async () => {
    const { connector, clientsOf, passwords } = startScene();
    const first = await clientsOf(stored(1, 'first'));
    const again = await clientsOf(stored(1, 'first'));
    expect(again.every((client, at) => client === first[at])).toBe(true);
    expect(new Set(passwords)).toEqual(new Set(['password-first']));
    connector.close();
  });

  it.each([
    ['the settings were changed', stored(2, 'first')],
    ['the password was encrypted again', stored(1, 'second')],
  ])('are not used once %s', async (_, changed) => {
    const { connector, clientsOf, passwords } = startScene();
    const before = await clientsOf(stored(1, 'first'));
    passwords.length = 0;
    const after = await clientsOf(changed);
    expect(after.some(client => before.includes(client))).toBe(false);
    const { ciphertext } = changed.encryptedCredential!;
    expect(new Set(passwords)).toEqual(new Set([`password-${ciphertext}`]));
    connector.close();
  });

  it('are none of a check, which asks for tokens itself', async () => {
    const { connector } = startScene();
    const integration = stored(1, 'first');
    const check = () => connector.get(integration, 'check');
    expect(await check()).not.toBe(await check());
    connector.close();
  });
});
