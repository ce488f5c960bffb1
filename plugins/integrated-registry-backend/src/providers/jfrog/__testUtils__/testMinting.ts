import { RegistrySimulator } from 'registry-simulator';
import { twoPlatforms } from '../../../__testUtils__/twoPlatforms';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { jfrogProvider } from '../JfrogProvider';

const admin = { username: 'admin', password: 'password-of-the-admin' };
const dana = { username: 'dana', password: 'password-of-dana' };
const { signal } = new AbortController();
const name = 'portal-7f3a-1';
const request = {
  name,
  projects: ['docker'],
  days: 30,
  group: 'readers',
  signal,
};
const network = new HostileNetwork();
/** The Artifactory of the test that runs. */
const running = {} as { artifactory: RegistrySimulator };

/** Each test has an Artifactory, where `admin` may make tokens and `dana` may not. */
function useArtifactory() {
  beforeEach(async () => {
    running.artifactory = await RegistrySimulator.start({
      artifactory: {
        accounts: [{ ...admin, admin: true }, dana],
        repositories: [{ key: 'docker' }, { key: 'secret' }],
        groups: { readers: ['docker'] },
      },
    });
    running.artifactory.store.addImage('docker/app', twoPlatforms, '1.0');
    running.artifactory.store.addImage('secret/app', twoPlatforms, '1.0');
  });
  afterEach(async () => {
    await network.close();
    await running.artifactory.stop();
  });
}

function connect(credential = admin, url = running.artifactory.url) {
  return network.connect(jfrogProvider, url, { credential });
}

function mint(credential = admin, change: Partial<typeof request> = {}) {
  return connect(credential).mintPullCredential!({ ...request, ...change });
}

function isMinting(path: string, method: string) {
  return method === 'POST' && path === '/access/api/v1/tokens';
}

/** How tokens are asked for in tests. */
export const testMinting = {
  ...{ admin, dana, name, network, request, running, signal },
  ...{ connect, isMinting, mint, useArtifactory },
};
