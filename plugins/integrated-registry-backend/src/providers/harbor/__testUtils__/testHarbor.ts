import {
  RegistryConnection,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import { HarborOptions, RegistrySimulator } from 'registry-simulator';
import { twoPlatforms } from '../../../__testUtils__/twoPlatforms';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { harborProvider } from '../HarborProvider';

export const logins = {
  admin: { username: 'admin', password: 'password-of-the-admin' },
  person: { username: 'priya', password: 'password-of-priya' },
  robot: { username: 'robot$portal', password: 'secret-of-the-robot' },
  projectRobot: {
    username: 'robot$team+portal',
    password: 'secret-of-the-other-robot',
  },
  single: { username: 'oidc-person', password: 'cli-secret' },
};

const accounts: HarborOptions['accounts'] = [
  { ...logins.admin, kind: 'admin' },
  { ...logins.person, projects: ['team'] },
  { ...logins.robot, kind: 'robot' },
  { ...logins.projectRobot, kind: 'robot', projects: ['team'] },
  { ...logins.single, kind: 'cliSecret', projects: ['team'] },
];

/** The Harbor of the test that runs. */
const running = {} as { harbor: RegistrySimulator };
const network = new HostileNetwork();

afterEach(() => network.close());

async function start(options: Partial<HarborOptions> = {}) {
  running.harbor = await RegistrySimulator.start({
    harbor: { accounts, ...options },
  });
  return running.harbor;
}

function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(harborProvider, settings.url ?? running.harbor.url, {
    imageHost: 'harbor.example.com',
    credential: logins.robot,
    ...settings,
  });
}

export async function namesOf(pages: AsyncIterable<RegistryRepositoryPage>) {
  const names: string[] = [];
  for await (const { items } of pages) {
    names.push(...items.map(({ name }) => name));
  }
  return names;
}

async function failureOf(settings: Partial<RegistryConnection>) {
  const { signal } = new AbortController();
  const { steps } = await connect(settings).diagnose({ signal });
  const { id, failure } = steps.find(({ state }) => state === 'failed') ?? {};
  return { id, code: failure?.code, message: failure?.message };
}

/** A Harbor that each test starts, and clients for it, whose network is closed after each test. */
export const testHarbor = {
  running,
  network,
  start,
  connect,
  failureOf,
  image: twoPlatforms,
  signal: new AbortController().signal,
};
