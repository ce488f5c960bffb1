import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  buildImage,
  HarborPermission,
  RegistrySimulator,
} from 'registry-simulator';
import { harborProvider } from './HarborProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';
import { twoPlatforms as image } from '../../__testUtils__/twoPlatforms';

const { signal } = new AbortController();
const { digest } = image.manifest;
const repository = 'team/app';
const pushedAt = '2026-03-04T05:06:07.000Z';
const network = new HostileNetwork();
let harbor: RegistrySimulator;

/** What docs/providers.md tells people to give to a robot account, by what it is for. */
const documented = readDocumented();
const needed = documented['List repositories and choose images'];

function readDocumented(): Record<string, HarborPermission[]> {
  const page = readFileSync(
    resolve(__dirname, '../../../../../docs/providers.md'),
    'utf8',
  );
  const [, table] = /\n\| for\b.*?\n\|[- |]+\n((?:\|.*\n)+)/.exec(page) ?? [];
  return Object.fromEntries(
    (table ?? '').split('\n').flatMap(line => {
      const [, purpose, permissions] = line.split('|').map(cell => cell.trim());
      return purpose
        ? [
            [
              purpose,
              permissions.split(',').map(permission => {
                const [resource, action] = permission.trim().split(': ');
                return `${resource
                  .toLowerCase()
                  .replace(
                    ' ',
                    '-',
                  )}:${action.toLowerCase()}` as HarborPermission;
              }),
            ],
          ]
        : [];
    }),
  );
}

async function connect(permissions: readonly HarborPermission[]) {
  const robot = { username: 'robot$team+portal', password: 'secret-9f61' };
  harbor = await RegistrySimulator.start({
    harbor: {
      accounts: [{ ...robot, kind: 'robot', projects: ['team'], permissions }],
      scanned: [`${repository}:1.0`],
    },
  });
  harbor.store.addImage(repository, image, '1.0', pushedAt);
  const signature = buildImage({ layers: ['signature'] });
  const tag = `${digest.replace(':', '-')}.sig`;
  harbor.store.addImage(repository, signature, tag);
  return network.connect(harborProvider, harbor.url, {
    imageHost: 'harbor.example.com',
    credential: robot,
  });
}

function reportOf(client: RegistryClient) {
  return client.getVulnerabilities!(repository, digest, { signal });
}

/** What was asked of the simulator. */
function asked(part: string): string[] {
  return harbor.takeRequests().filter(request => request.includes(part));
}

afterEach(async () => {
  await network.close();
  await harbor.stop();
});

describe('a robot account with the permissions the documentation names', () => {
  it('lists repositories and tags, and resolves an image, with the first alone', async () => {
    const client = await connect(needed);
    const { ok } = await client.diagnose({ signal });
    expect(ok).toBe(true);
    const names: string[] = [];
    for await (const { items } of client.listRepositories({ signal })) {
      names.push(...items.map(({ name }) => name));
    }
    expect(names).toEqual([repository]);
    const { items, gaps } = await client.listTags(repository, { signal });
    expect(items).toEqual([{ name: '1.0' }]);
    expect(gaps).toMatchObject([
      { code: 'DETAILS', permission: 'Artifact: List' },
    ]);
    expect(
      await client.getArtifact(repository, '1.0', { signal }),
    ).toMatchObject({ digest });
  });

  it('finds signatures with the first alone', async () => {
    const client = await connect(needed);
    expect(
      await client.listReferrers!(repository, digest, { signal }),
    ).toMatchObject({ items: [{ kind: 'signature' }] });
  });

  it.each<[string, (client: RegistryClient) => Promise<unknown>, unknown]>([
    [
      'Times and sizes of tags',
      async client =>
        (await client.listTags(repository, { signal })).items[0].pushedAt,
      pushedAt,
    ],
    [
      'Push time of an image',
      async client =>
        (await client.getArtifact(repository, '1.0', { signal })).pushedAt,
      pushedAt,
    ],
    [
      'Signatures and SBOMs',
      async client => {
        const { items } = await client.listReferrers!(repository, digest, {
          signal,
        });
        return [items[0].artifactType, asked('/referrers/')];
      },
      ['signature.cosign', []],
    ],
    [
      'Worst vulnerability',
      async client => (await reportOf(client)).severity,
      'critical',
    ],
    [
      'List of vulnerabilities',
      async client => (await reportOf(client)).items.length,
      4,
    ],
    [
      'Start a scan',
      async client =>
        client.startScan!(repository, digest, { signal }).then(() => 'started'),
      'started',
    ],
  ])('has “%s” with no other permission', async (purpose, call, expected) => {
    const client = await connect([...needed, ...documented[purpose]]);
    expect(await call(client)).toEqual(expected);
  });

  it('says why only the summary of a scan is there without the permission for the list', async () => {
    const client = await connect([
      ...needed,
      ...documented['Worst vulnerability'],
    ]);
    expect(
      await client.getVulnerabilities!(repository, digest, { signal }),
    ).toMatchObject({
      state: 'finished',
      severity: 'critical',
      counts: { critical: 1, high: 1, medium: 1, low: 1 },
      items: [],
      itemsFailure: {
        code: 'FORBIDDEN',
        message: expect.stringContaining('the vulnerabilities of team/app@'),
        remedy:
          'Give the account the permission “Artifact Addition: Read” in this project of Harbor.',
      },
    });
  });

  it.each([403, 404, 500, 503])(
    'judges by the summary where the report fails with %s',
    async code => {
      const client = await connect([
        ...needed,
        ...documented['List of vulnerabilities'],
      ]);
      harbor.setFaults({
        only: path => path.includes('/additions/'),
        failWith: () => code,
      });
      expect(
        await client.getVulnerabilities!(repository, digest, { signal }),
      ).toMatchObject({ state: 'finished', severity: 'critical', items: [] });
    },
  );

  it('does not take a list that is refused everywhere for an empty one', async () => {
    const client = await connect(['repository:list']);
    await expect(client.listTags(repository, { signal })).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
    await expect(
      client.listReferrers!(repository, digest, { signal }),
    ).rejects.toMatchObject({ name: 'RegistryError' });
  });
});
