import { get, IncomingMessage } from 'node:http';
import { buildImage, buildIndex } from '../../../content/images';
import { RegistrySimulator } from '../../RegistrySimulator';
import { readBody } from '../../readBody';
import { ArtifactoryOptions } from '../options';

export const IDENTITY_TOKEN = 'an-identity-token-of-a-test';
export const NARROW_TOKEN = 'a-token-for-one-key';
export const API_KEY = 'an-api-key-of-a-test';
export const login = { username: 'dana', password: 'danas-password' };

export const basic = (username: string, password: string) => ({
  authorization: `Basic ${btoa(`${username}:${password}`)}`,
});
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const dana = basic(login.username, login.password);
export const admin = basic('admin', 'admins-password');

export const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
export const other = buildImage({ layers: ['other'] });

const defaults: ArtifactoryOptions = {
  accounts: [
    { username: 'admin', password: 'admins-password', admin: true },
    {
      ...login,
      repositories: ['docker-local', 'docker-remote', 'docker', 'npm-local'],
      apiKey: API_KEY,
      tokens: [
        { value: IDENTITY_TOKEN },
        { value: NARROW_TOKEN, repositories: ['docker-local'] },
      ],
    },
  ],
  repositories: [
    { key: 'docker-local', description: 'What we build' },
    { key: 'docker-remote', type: 'remote' },
    {
      key: 'docker',
      type: 'virtual',
      members: ['docker-local', 'docker-remote'],
    },
    { key: 'docker-federated', type: 'federated' },
    { key: 'oci-local', packageType: 'oci' },
    { key: 'npm-local', packageType: 'npm' },
  ],
};

/** An Artifactory with every kind of repository in it. */
export class TestArtifactory {
  readonly simulator: RegistrySimulator;

  static async start(
    changes: Partial<ArtifactoryOptions> = {},
  ): Promise<TestArtifactory> {
    const simulator = await RegistrySimulator.start({
      artifactory: { ...defaults, ...changes },
    });
    const { store } = simulator;
    const time = '2026-05-04T08:00:00.000Z';
    for (const tag of ['1.0.0', '1.1.0', '1.2.0']) {
      store.addImage('docker-local/team/app', image, tag, time);
    }
    store.addImage('docker-remote/library/alpine', other, '3.20', time);
    store.addImage('docker-remote/library/alpine', other, '3.21', time);
    store.addImage('docker-remote/library/busybox', other, '1.37', time);
    store.addImage('docker-remote-cache/library/alpine', other, '3.20', time);
    store.addImage('docker-federated/app', other, '1.0.0', time);
    store.addImage('oci-local/charts/app', other, '1.0.0', time);
    return new TestArtifactory(simulator);
  }

  private constructor(simulator: RegistrySimulator) {
    this.simulator = simulator;
  }

  get host(): string {
    return this.simulator.host;
  }

  async ask(
    path: string,
    headers: Record<string, string> = dana,
    init: RequestInit = {},
  ) {
    const answer = await fetch(new URL(path, this.simulator.url), {
      headers,
      ...init,
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: /^[{[]/.test(text) ? JSON.parse(text) : undefined,
    };
  }

  /** As if the server had this name. */
  async askAs(host: string, path: string) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { ...dana, host };
      get(new URL(path, this.simulator.url), { headers }, resolve).once(
        'error',
        reject,
      );
    });
    const text = (await readBody(answer)).toString('utf8');
    return { status: answer.statusCode, body: JSON.parse(text) };
  }

  aql(query: string, headers: Record<string, string> = dana) {
    return this.ask(
      '/artifactory/api/search/aql',
      { 'content-type': 'text/plain', ...headers },
      { method: 'POST', body: query },
    );
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }
}

/** Starts an Artifactory in a test, and stops it afterwards. */
export function useArtifactory() {
  const running: TestArtifactory[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map(started => started.stop()));
  });

  return async (changes?: Partial<ArtifactoryOptions>) => {
    const started = await TestArtifactory.start(changes);
    running.push(started);
    return started;
  };
}
