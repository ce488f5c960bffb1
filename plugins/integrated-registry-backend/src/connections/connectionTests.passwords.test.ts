import { login, useConnectionTests } from './__testUtils__/useConnectionTests';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('a connection test of a password', () => {
  const { simulate, simulateApp, test, create, select } = useConnectionTests();

  const keyFile = JSON.stringify(
    {
      type: 'service_account',
      private_key: '-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n',
    },
    undefined,
    2,
  );

  it.each([
    ['Google, a key file', '_json_key', `${keyFile}\n`],
    [
      'Google, a key file of Windows',
      '_json_key',
      keyFile.replace(/\n/g, '\r\n'),
    ],
    ['Google, wrapped base64', '_json_key_base64', 'QUJDREVGR0g=\nSUpLTE1O'],
    ['Google, an access token', 'oauth2accesstoken', 'ya29.a0Af_-x.y'],
    ['Amazon', 'AWS', `eyJwYXlsb2FkIjoi${'Ab+/'.repeat(600)}==`],
    ['Azure, a token', 'portal-token', 'Xk8/+Y=zz~1.q'],
    [
      'Azure, a service principal',
      '3f2b1c1e-0000-4000-8000-00000000aaaa',
      'x~8Q~abc.DEF_-',
    ],
    ['GitLab', 'gitlab+deploy-token-1', 'gldt-AbCd_1234-xyz'],
    ['GitHub', 'octocat', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['Docker Hub', 'moby', 'dckr_pat_AbC-123_xyz'],
    ['Quay', 'team+portal', 'B0T'.repeat(21)],
    ['a person', 'jürgen', 'größe "§" {} \\ % : 密码'],
  ])('takes what %s hands out', async (_, username, password) => {
    const registry = await simulateApp({ login: { username, password } });
    const created = await create({ url: registry.url, username, password });
    expect(created.status).toBe(201);
    expect((await select(created.body.id)).status).toBe(200);
  });

  it.each([
    ['\n', /^The password ends with a line break, as copied text often does/],
    ['\r\n', /^The password ends with a line break/],
    [' ', /^The password ends with a blank/],
    ['\u00a0', /^The password ends with a blank/],
  ])('says that it ends with %j', async (end, message) => {
    const registry = await simulate({ login });
    const { step } = await test({
      url: registry.url,
      ...login,
      password: `${login.password}${end}`,
    });
    expect(step('login').failure).toMatchObject({
      code: 'UNAUTHORIZED',
      remedy: expect.stringMatching(message),
    });
  });

  it('says nothing of that where it was accepted, or has none', async () => {
    const registry = await simulate({ login });
    const { step } = await test({
      url: registry.url,
      ...login,
      password: 'wrong-one-9',
    });
    expect(step('login').failure?.remedy).not.toMatch(/ends with/);
  });
});
