import {
  createHttpTransport,
  HttpTransport,
  NetworkPolicy,
} from 'backstage-plugin-integrated-registry-node';
import { describeProviderContract } from 'backstage-plugin-integrated-registry-node/testUtils';
import {
  buildImage,
  buildIndex,
  SecretNet,
  watchProvider,
} from 'registry-simulator';
import { giteaProvider } from './GiteaProvider';
import { login, startGitea } from './__testUtils__/startGitea';

const { signal } = new AbortController();
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);

const net = new SecretNet();
/** Neither password nor token of its clients may come out of them. */
const provider = watchProvider(net, giteaProvider);

let gitea: Awaited<ReturnType<typeof startGitea>>;
beforeEach(async () => {
  gitea = await startGitea();
  gitea.store.addImage('team/app', image, '1.2.0');
});
afterEach(async () => {
  await gitea.stop();
  net.assertNoLeaks();
});

describe('GiteaProvider', () => {
  describeProviderContract(
    provider,
    () => ({
      url: gitea.url,
      host: gitea.host,
      digest: image.manifest.digest,
      credential: login,
      expire: () => new Promise(resolve => setTimeout(resolve, 2_100)),
    }),
    { demandsLogin: true },
  );
});

describe('the tags of Gitea', () => {
  let transport: HttpTransport;
  afterEach(() => transport.close());

  function connect() {
    transport = createHttpTransport({
      tls: {},
      networkPolicy: NetworkPolicy.allowAll(),
    });
    return provider.connect({
      url: gitea.url,
      imageHost: gitea.host,
      repositories: [],
      repositoryFilter: [],
      transport,
      credential: login,
    });
  }

  it('come newest first from however many pages, without those of other images', async () => {
    const { store } = gitea;
    for (let minute = 10; minute < 60; minute += 1) {
      const at = `2026-02-01T00:${minute}:00.000Z`;
      store.addImage('team/job', image, `1.${minute}`, at);
      store.addImage('team/job-runner', image, `2.${minute}`, at);
    }
    store.addImage('team/job', image, `sha256-${'ab'.repeat(32)}.sig`);
    const client = connect();

    const found = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTags('team/job', { signal, cursor });
      found.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);

    expect(found.map(({ name }) => name)).toEqual(
      Array.from({ length: 50 }, (_, at) => `1.${59 - at}`),
    );
    expect(found[0].pushedAt).toBe('2026-02-01T00:59:00.000Z');
  });

  it.each(['app', 'team/gone'])('do not exist for %s', async repository => {
    await expect(
      connect().listTags(repository, { signal }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('have no page but those they name', async () => {
    await expect(
      connect().listTags('team/app', { signal, cursor: '../../user' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
