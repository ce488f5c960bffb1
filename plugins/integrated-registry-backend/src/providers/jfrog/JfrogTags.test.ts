import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import {
  ArtifactoryOptions,
  buildImage,
  RegistrySimulator,
} from 'registry-simulator';
import { jfrogProvider } from './JfrogProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';
import { twoPlatforms } from '../../__testUtils__/twoPlatforms';

const { signal } = new AbortController();
const credential = { username: 'dana', password: 'password-of-dana' };
const single = buildImage({ layers: ['a layer', 'another layer'] });
const january = '2026-01-15T12:00:00.000Z';
const march = '2026-03-15T12:00:00.000Z';
/** Manifest, configuration and layers. */
const sizeBytes =
  single.manifest.bytes.length +
  single.blobs.reduce((sum, { bytes }) => sum + bytes.length, 0);

const network = new HostileNetwork();
let artifactory: RegistrySimulator;

jest.setTimeout(60_000);

async function start(options: Partial<ArtifactoryOptions> = {}) {
  artifactory = await RegistrySimulator.start({
    artifactory: {
      accounts: [credential],
      repositories: [
        { key: 'docker-local' },
        { key: 'remote', type: 'remote' },
        { key: 'virtual', type: 'virtual', members: ['docker-local'] },
      ],
      ...options,
    },
  });
  const { store } = artifactory;
  for (const key of ['docker-local', 'remote-cache']) {
    store.addImage(`${key}/team/app`, single, '1.0', january);
    store.addImage(`${key}/team/app`, single, '1.1', march);
    // Below the other one, so that a pattern for that matches this one too.
    store.addImage(`${key}/team/app/worker`, single, '9.9', march);
  }
}

function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(jfrogProvider, artifactory.url, {
    credential,
    ...settings,
  });
}

const searches = () =>
  artifactory.takeRequests().filter(asked => asked.includes('/search/aql'))
    .length;

describe('the tags of Artifactory (fact 19)', () => {
  afterEach(async () => {
    await network.close();
    await artifactory.stop();
  });

  it.each([
    ['docker-local', 'number'],
    ['docker-local', 'string'],
    ['remote', 'number'],
    ['virtual', 'number'],
  ] as const)(
    'have times and sizes by AQL, under the key %s and with a size that is a %s',
    async (key, aqlSize) => {
      await start({ habits: { aqlSize } });
      const { items, cursor } = await connect().listTags(`${key}/team/app`, {
        signal,
      });
      expect(items).toEqual([
        { name: '1.0', pushedAt: january, sizeBytes },
        { name: '1.1', pushedAt: march, sizeBytes },
      ]);
      expect(cursor).toBeUndefined();
    },
  );

  it('have no size where the layers are those of several platforms', async () => {
    await start();
    artifactory.store.addImage(
      'docker-local/multi',
      twoPlatforms,
      '1.0',
      january,
    );
    const { items } = await connect().listTags('docker-local/multi', {
      signal,
    });
    expect(items).toEqual([{ name: '1.0', pushedAt: january }]);
  });

  it.each<[string, () => void, Partial<ArtifactoryOptions>]>([
    ['is refused', () => failSearchWith(403), {}],
    ['is not there', () => failSearchWith(404), {}],
    ['is limited', () => {}, { aql: { parallel: 0, patienceMs: 1 } }],
    ['fails', () => failSearchWith(501), {}],
    ['answers with a web page', () => setSearchFaults({ garbage: true }), {}],
    ['answers without end', () => setSearchFaults({ endless: true }), {}],
    ['is cut off', () => setSearchFaults({ cutAfter: 100 }), {}],
  ])('come without them where the search %s', async (_, fail, options) => {
    await start(options);
    fail();
    const { items } = await connect().listTags('docker-local/team/app', {
      signal,
    });
    expect(items).toEqual([{ name: '1.0' }, { name: '1.1' }]);
  });

  it('come without them, and without a search, where nobody has logged in', async () => {
    await start({ anonymous: ['docker-local'] });
    const client = connect({ credential: undefined });
    const { items } = await client.listTags('docker-local/team/app', {
      signal,
    });
    expect(items).toEqual([{ name: '1.0' }, { name: '1.1' }]);
    expect(searches()).toBe(0);
  });

  it('have times and no sizes where only the manifests were not too many', async () => {
    await start({ aql: { rows: 4 } });
    const { items } = await connect().listTags('docker-local/team/app', {
      signal,
    });
    expect(items).toEqual([
      { name: '1.0', pushedAt: january },
      { name: '1.1', pushedAt: march },
    ]);
  });

  it('have the times that came and make none up where the answer was trimmed', async () => {
    await start({ aql: { rows: 1 } });
    const { items } = await connect().listTags('docker-local/team/app', {
      signal,
    });
    expect(items.map(({ name }) => name)).toEqual(['1.0', '1.1']);
    expect(items.filter(({ pushedAt }) => pushedAt)).toHaveLength(1);
    expect(items.filter(item => item.sizeBytes !== undefined)).toEqual([]);
  });

  it('are searched once for all pages of a list, and again for the next list', async () => {
    await start();
    for (let n = 0; n < 2_500; n++) {
      artifactory.store.addImage('docker-local/big', single, `1.${n}`, january);
    }
    const client = connect();
    const read = async () => {
      const tags = [];
      let cursor: string | undefined;
      do {
        const page = await client.listTags('docker-local/big', {
          signal,
          cursor,
          limit: 1_000,
        });
        tags.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return tags;
    };
    artifactory.takeRequests();
    const tags = await read();
    expect(new Set(tags.map(({ name }) => name)).size).toBe(2_500);
    expect(tags.every(({ pushedAt }) => pushedAt === january)).toBe(true);
    expect(searches()).toBe(1);
    await read();
    expect(searches()).toBe(1);
  });

  it('say that they may not be read, and not that there are no times', async () => {
    await start();
    const client = connect({ credential: { ...credential, password: 'no' } });
    await expect(
      client.listTags('docker-local/team/app', { signal }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  function setSearchFaults(
    faults: Parameters<RegistrySimulator['setFaults']>[0],
  ) {
    artifactory.setFaults({
      ...faults,
      only: path => path.includes('/search/aql'),
    });
  }

  function failSearchWith(httpStatus: number) {
    setSearchFaults({ failWith: () => httpStatus });
  }
});
