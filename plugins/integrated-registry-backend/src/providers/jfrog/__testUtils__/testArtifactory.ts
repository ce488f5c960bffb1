import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import { ArtifactoryOptions, RegistrySimulator } from 'registry-simulator';
import { twoPlatforms } from '../../../__testUtils__/twoPlatforms';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { jfrogProvider } from '../JfrogProvider';

const person = { username: 'dana', password: 'password-of-dana' };
export const logins = {
  person,
  admin: { username: 'admin', password: 'password-of-the-admin' },
  identityToken: { ...person, password: 'identity-token-of-dana' },
  accessToken: { username: 'token', password: 'identity-token-of-dana' },
};
const { digest } = twoPlatforms.manifest;

const accounts: ArtifactoryOptions['accounts'] = [
  { ...logins.admin, admin: true },
  {
    ...person,
    apiKey: 'an-old-api-key',
    tokens: [
      { value: logins.identityToken.password },
      { value: 'a-narrow-token', repositories: ['docker-local'] },
    ],
  },
];
const repositories: ArtifactoryOptions['repositories'] = [
  { key: 'docker-local' },
  { key: 'docker-remote', type: 'remote' },
  {
    key: 'docker',
    type: 'virtual',
    members: ['docker-local', 'docker-remote'],
  },
  { key: 'docker-federated', type: 'federated' },
  { key: 'npm-local', packageType: 'npm' },
  { key: 'oci-local', packageType: 'oci' },
];

/** The Artifactory of the test that runs. */
const running = {} as { artifactory: RegistrySimulator };
const network = new HostileNetwork();

afterEach(() => network.close());

jest.setTimeout(60_000);

async function start(options: Partial<ArtifactoryOptions> = {}) {
  running.artifactory = await RegistrySimulator.start({
    artifactory: { accounts, repositories, ...options },
  });
  return running.artifactory;
}

function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(
    jfrogProvider,
    settings.url ?? running.artifactory.url,
    {
      credential: person,
      ...settings,
    },
  );
}

/** An Artifactory that each test starts, and clients for it, whose network is closed after each test. */
export const testArtifactory = {
  running,
  network,
  start,
  connect,
  image: twoPlatforms,
  digest,
  signal: new AbortController().signal,
};
