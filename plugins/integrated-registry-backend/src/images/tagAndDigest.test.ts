import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { login, workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const old = buildImage({ architecture: 'amd64' });
const current = buildImage({ architecture: 'arm64' });
const OLD = old.manifest.digest;
const CURRENT = current.manifest.digest;

describe.each<[string, Parameters<typeof RegistrySimulator.start>[0]]>([
  ['docker', { login }],
  [
    'harbor',
    {
      harbor: {
        accounts: [{ ...login, kind: 'admin' }],
        projects: [{ name: 'team' }],
      },
    },
  ],
])('tag and digest of an image of the type %s', (type, options) => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let name: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start(options);
    registry.store.addImage('team/app', old, '1.0.0');
    registry.store.addImage('team/app', current, '3.1.0');
    // A commit hash, of which there are some without a letter.
    registry.store.addImage('team/app', old, '7482910');
    portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    await integrate(portal, { type, url: registry.url, ...login });
    name = `${new URL(registry.url).host}/team/app`;
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const resolve = (reference: string, policy: object) =>
    portal.call('marco', 'POST /images/resolve', {
      workspace,
      reference: `${name}${reference}`,
      policy,
    });

  it.each([
    ['tagPattern', { tagPattern: '3\\..*' }],
    ['semverRange', { semverRange: '>=3' }],
    ['pin: tag', { pin: 'tag' }],
  ])(
    'are refused under %s where they do not belong together',
    async (_, policy) => {
      const other = await resolve(`:3.1.0@${OLD}`, policy);
      expect([other.status, other.body.error.message]).toEqual([
        400,
        `The tag 3.1.0 names ${CURRENT}, and not ${OLD}. Choose the image again, or leave the digest out`,
      ]);
      const none = await resolve(`:3.9.9@${OLD}`, policy);
      expect([none.status, none.body.error.message]).toEqual([
        400,
        `There is no tag 3.9.9, so it does not name ${OLD}. Choose the image again`,
      ]);
    },
  );

  it.each([
    ['3.1.0', `The tag 3.1.0 names ${CURRENT} by now.`],
    ['3.9.9', 'There is no tag 3.9.9 any more.'],
  ])(
    'hold by the digest under other rules, and it is said that the tag has moved: %s',
    async (tag, said) => {
      const { body } = await resolve(`:${tag}@${OLD}`, {
        platform: 'linux/amd64',
      });
      expect(body).toMatchObject({
        passed: true,
        digest: OLD,
        reference: `${name}:${tag}@${OLD}`,
        tagMoved: {
          message: `${said} The digest that was chosen holds: ${OLD}`,
        },
      });
    },
  );

  it.each([
    { tagPattern: '3\\..*' },
    { semverRange: '>=3' },
    { pin: 'tag', semverRange: '>=3' },
    {},
  ])('pass where they belong together: %p', async policy => {
    const { body } = await resolve(`:3.1.0@${CURRENT}`, policy);
    expect(body).toMatchObject({ passed: true, tag: '3.1.0', digest: CURRENT });
    expect(body).not.toHaveProperty('tagMoved');
  });

  it.each([
    { pin: 'digest', tagPattern: '3\\..*' },
    { pin: 'digest', semverRange: '>=3' },
  ])(
    'are found for a digest alone, so that a form can be finished: %p',
    async policy => {
      const { body } = await resolve(`@${CURRENT}`, policy);
      expect(body).toMatchObject({
        passed: true,
        tag: '3.1.0',
        reference: `${name}@${CURRENT}`,
      });
    },
  );

  it('are not found for a digest that no allowed tag names', async () => {
    const { body } = await resolve(`@${OLD}`, { semverRange: '>=3' });
    expect(body.passed).toBe(false);
    expect(body.rules).toMatchObject([
      {
        rule: 'semverRange',
        message:
          'The image must have a tag that is a version within >=3, and no such tag is known to name its digest. Type tag and digest',
      },
    ]);
  });

  it('is no version where the tag is a commit hash in digits', async () => {
    const { body } = await resolve(':7482910', { semverRange: '>=1.2' });
    expect([body.passed, body.rules[0].message]).toEqual([
      false,
      'The tag 7482910 must be a version within >=1.2',
    ]);
    registry.store.addImage('team/builds', old, '7482910');
    registry.store.addImage('team/builds', old, '7482911');
    const builds = await portal.call('marco', 'POST /images/resolve', {
      workspace,
      reference: `${name.replace('/app', '/builds')}:7482910`,
      policy: { semverRange: '>=1.2' },
    });
    expect(builds.body.passed).toBe(true);
  });

  it('count for nothing outside of the registries, where nobody can look', async () => {
    const { body } = await portal.call('marco', 'POST /images/resolve', {
      workspace,
      reference: `elsewhere.example.com/team/app:3.1.0@${OLD}`,
      policy: { allowCustom: true, semverRange: '>=3' },
    });
    expect(body.passed).toBe(false);
  });
});
