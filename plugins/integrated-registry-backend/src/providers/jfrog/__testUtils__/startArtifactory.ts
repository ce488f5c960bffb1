import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import {
  ArtifactoryOptions,
  buildImage,
  buildIndex,
  RegistrySimulator,
} from 'registry-simulator';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { jfrogProvider } from '../JfrogProvider';

export const person = { username: 'dana', password: 'password-of-dana' };
export const identityToken = { ...person, password: 'identity-token-of-dana' };
export const accessToken = {
  username: 'token',
  password: 'identity-token-of-dana',
};
export const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
export const { digest } = image.manifest;

const accounts: ArtifactoryOptions['accounts'] = [
  {
    ...person,
    apiKey: 'an-old-api-key',
    tokens: [
      { value: identityToken.password },
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
export const running = {} as { artifactory: RegistrySimulator };
export const network = new HostileNetwork();

afterEach(() => network.close());

export async function start(options: Partial<ArtifactoryOptions> = {}) {
  running.artifactory = await RegistrySimulator.start({
    artifactory: { accounts, repositories, ...options },
  });
  return running.artifactory;
}

export function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(
    jfrogProvider,
    settings.url ?? running.artifactory.url,
    {
      credential: person,
      ...settings,
    },
  );
}
