import {
  RegistryConnection,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import {
  buildImage,
  buildIndex,
  HarborOptions,
  RegistrySimulator,
} from 'registry-simulator';
import { HostileNetwork } from '../../__testUtils__/HostileNetwork';
import { harborProvider } from '../HarborProvider';

export const admin = { username: 'admin', password: 'password-of-the-admin' };
export const person = { username: 'priya', password: 'password-of-priya' };
export const robot = {
  username: 'robot$portal',
  password: 'secret-of-the-robot',
};
export const projectRobot = {
  username: 'robot$team+portal',
  password: 'secret-of-the-other-robot',
};
export const single = { username: 'oidc-person', password: 'cli-secret' };
export const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);

const accounts: HarborOptions['accounts'] = [
  { ...admin, kind: 'admin' },
  { ...person, projects: ['team'] },
  { ...robot, kind: 'robot' },
  { ...projectRobot, kind: 'robot', projects: ['team'] },
  { ...single, kind: 'cliSecret', projects: ['team'] },
];

/** The Harbor of the test that runs. */
export const running = {} as { harbor: RegistrySimulator };
export const network = new HostileNetwork();

afterEach(() => network.close());

export async function start(options: Partial<HarborOptions> = {}) {
  running.harbor = await RegistrySimulator.start({
    harbor: { accounts, ...options },
  });
  return running.harbor;
}

export function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(harborProvider, settings.url ?? running.harbor.url, {
    imageHost: 'harbor.example.com',
    credential: robot,
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

export async function failureOf(settings: Partial<RegistryConnection>) {
  const { signal } = new AbortController();
  const { steps } = await connect(settings).diagnose({ signal });
  const { id, failure } = steps.find(({ state }) => state === 'failed') ?? {};
  return { id, code: failure?.code, message: failure?.message };
}
