import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { login, workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const images = ['one', 'two', 'three'].map(content =>
  buildImage({ layers: [content] }),
);
const [first, second, third] = images;

describe('a rule instead of a tag, over HTTP', () => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let integrationId: string;
  let name: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ login, quirks: { maxPage: 2 } });
    for (const tag of ['3.18.0', '3.9.0', '7482910', 'latest']) {
      registry.store.addImage('team/app', first, tag);
    }
    registry.store.addImage('team/app', second, '3.19.1');
    portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    ({ id: integrationId } = await integrate(portal, {
      type: 'docker',
      url: registry.url,
      ...login,
    }));
    name = `${new URL(registry.url).host}/team/app`;
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const resolve = (image: object, policy: object) =>
    portal.call('marco', 'POST /images/resolve', {
      workspace,
      ...image,
      policy,
    });
  const selection = (more: object = {}) => ({
    selection: { integrationId, repository: 'team/app', ...more },
  });
  const newest = { semverRange: '>=3' };

  it('gives the tag, its digest, the rule and when it was found, at each call', async () => {
    const before = new Date().toISOString();
    const { status, body } = await resolve({ reference: name }, { newest });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reference: `${name}:3.19.1@${second.manifest.digest}`,
      tag: '3.19.1',
      digest: second.manifest.digest,
      newest,
      passed: true,
    });
    const times = [before, body.resolvedAt, new Date().toISOString()];
    expect(times).toEqual([...times].sort());

    registry.store.addImage('team/app', third, '3.20.0');
    const again = await resolve(selection(), { newest, pin: 'tag' });
    expect(again.body).toMatchObject({
      reference: `${name}:3.20.0`,
      digest: third.manifest.digest,
    });
  });

  it('has the other rules judge what it finds, and finds nothing older', async () => {
    const { body } = await resolve(selection(), {
      newest,
      tagPattern: '3\\.18.*',
      platform: 'linux/s390x',
    });
    expect(body).toMatchObject({ tag: '3.18.0', passed: false });
    expect(
      body.rules.map(({ rule, passed }: { rule: string; passed: boolean }) => [
        rule,
        passed,
      ]),
    ).toEqual([
      ['tagPattern', true],
      ['platform', false],
    ]);
  });

  it.each<[string, () => object, RegExp]>([
    [
      'a tag',
      () => ({ reference: `${name}:3.9.0` }),
      /^The template finds the tag of .*\/team\/app:3\.9\.0 by a rule when the task runs\. Leave tag and digest out$/,
    ],
    [
      'a selection with a tag',
      () => selection({ tag: '3.9.0' }),
      /^The template finds the tag of .*\/team\/app by a rule/,
    ],
    [
      'an image from elsewhere',
      () => ({ reference: 'elsewhere.example.com/team/app' }),
      /^The newest tag of elsewhere\.example\.com\/team\/app cannot be found: the image is in none of the workspace’s registries/,
    ],
  ])('is refused with %s', async (_, image, message) => {
    const { status, body } = await resolve(image(), {
      newest,
      allowCustom: true,
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it('names the rule and the nearest tags where none fits', async () => {
    const { status, body } = await resolve(selection(), {
      newest: { semverRange: '>=3', variant: 'alpine' },
    });
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(
        /^No tag of team\/app fits the rule semverRange >=3, variant alpine\. The nearest are: 3\.\d+\.\d, /,
      ),
    ]);
  });

  it.each<[object, string, RegExp]>([
    [{}, 'policy.newest', /newest needs a semverRange/],
    [{ prerelease: true }, 'policy.newest', /newest needs a semverRange/],
    [
      { semverRnge: '1' },
      'policy.newest.semverRnge',
      /no option "semverRnge"\. Did you mean semverRange\?/,
    ],
    [
      { semverRange: 'newest' },
      'policy.newest.semverRange',
      /is not a range of versions/,
    ],
  ])('is refused where it is none: %j', async (rule, path, message) => {
    const { status, body } = await resolve(selection(), { newest: rule });
    expect(status).toBe(400);
    expect(body.error.issues).toEqual([
      expect.objectContaining({
        path,
        message: expect.stringMatching(message),
      }),
    ]);
  });
});
