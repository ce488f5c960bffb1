import {
  createIntegrationRequestSchema,
  integrationListQuerySchema,
  updateIntegrationRequestSchema,
  verifyQuerySchema,
} from './integrations';
import { issuesOf, settings } from './__testUtils__/issuesOf';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

describe('createIntegrationRequestSchema', () => {
  it('takes what a form sends and puts it in order', () => {
    expect(
      createIntegrationRequestSchema.parse({
        ...settings,
        workspace: 'Group:default/Payments',
        name: '  Registry of 支付  ',
        url: ' HTTPS://Registry.Example.com:443/artifactory// ',
        imageHost: 'registry.example.com:5000/team',
        description: 'First line\n\tsecond line ✓',
        username: 'robot$team+ci',
        password: ' spaces and ":" stay ',
        tls: { caCertificate: `\n${pem}\n` },
        repositories: ['team/app'],
        repositoryFilter: ['team/*'],
      }),
    ).toEqual({
      workspace: 'group:default/payments',
      type: 'docker',
      name: 'Registry of 支付',
      url: 'https://registry.example.com/artifactory',
      imageHost: 'registry.example.com:5000/team',
      description: 'First line\n\tsecond line ✓',
      username: 'robot$team+ci',
      password: ' spaces and ":" stay ',
      tls: { caCertificate: pem, skipVerify: false },
      repositories: ['team/app'],
      repositoryFilter: ['team/*'],
    });
  });

  it.each<[string, object, string, RegExp]>([
    ['no name', { name: undefined }, 'name', /^Name is missing$/],
    ['an empty name', { name: '  ' }, 'name', /^Name is empty$/],
    ['a long name', { name: 'x'.repeat(101) }, 'name', /at most 100 char/],
    ['a name of two lines', { name: 'a\nb' }, 'name', /line breaks/],
    ['a number for a name', { name: 7 }, 'name', /must be a text/],
    [
      'two megabytes of description',
      { description: 'x'.repeat(2 * 1024 * 1024) },
      'description',
      /^Description is too long: at most 2,000 characters are allowed$/,
    ],
    ['a NUL in it', { description: 'a\0b' }, 'description', /control char/],
    ['no workspace', { workspace: undefined }, 'workspace', /is missing/],
    [
      'a user for it',
      { workspace: 'user:default/x' },
      'workspace',
      /of a group/,
    ],
    ['no type', { type: undefined }, 'type', /^Type is missing$/],
    ['no address', { url: undefined }, 'url', /^Address is missing$/],
    ['an empty address', { url: ' ' }, 'url', /^Address is empty$/],
    ['two megabytes of it', { url: 'x'.repeat(2e6) }, 'url', /at most 2,048/],
    ['another protocol', { url: 'ftp://r.io' }, 'url', /start with https:\/\//],
    ['a text', { url: 'data:text/html,hello' }, 'url', /start with https:\/\//],
    [
      'a password',
      { url: 'https://u:pw@r.io' },
      'url',
      /user name or password/,
    ],
    ['a user', { url: 'https://u@r.io' }, 'url', /user name or password/],
    ['a tag', { imageHost: 'r.io/team:1' }, 'imageHost', /tag/],
    ['upper case', { imageHost: 'r.io/Team' }, 'imageHost', /lower case/],
    ['a space', { imageHost: 'r.io /team' }, 'imageHost', /space/],
    [
      'a host that tools take for a repository',
      { imageHost: 'registry' },
      'imageHost',
      /"registry\/image" on Docker Hub.*such as registry:443/,
    ],
    ['an empty user', { username: '' }, 'username', /is empty/],
    ['a colon in it', { username: 'user:pw' }, 'username', /colon/],
    ['an empty password', { password: '' }, 'password', /is empty/],
    ['a NUL in it', { password: 'pw\0' }, 'password', /control char/],
    ['an address without a host', { url: 'a b' }, 'url', /is not a URL/],
    ['no PEM', { tls: { caCertificate: 'MII' } }, 'tls.caCertificate', /PEM/],
    [
      'a private key',
      { tls: { caCertificate: `${pem}\n-----BEGIN PRIVATE KEY-----` } },
      'tls.caCertificate',
      /private key/,
    ],
    [
      'many repositories',
      { repositories: Array(1001).fill('a') },
      'repositories',
      /at most 1,000/,
    ],
    [
      'an empty repository',
      { repositories: ['a', ''] },
      'repositories.1',
      /is empty/,
    ],
    [
      'an unknown field',
      { descripton: 'x' },
      'descripton',
      /There is no field "descripton"/,
    ],
    [
      'an unknown setting',
      { tls: { verify: true } },
      'tls.verify',
      /There is no field "verify"/,
    ],
  ])('refuses %s and says why, once', (_, change, path, message) => {
    const issues = issuesOf(createIntegrationRequestSchema, {
      ...settings,
      ...change,
    });
    expect(issues).toEqual([{ path, message: expect.stringMatching(message) }]);
    expect(JSON.stringify(issues).length).toBeLessThan(1_000);
  });

  it('names every wrong field', () => {
    expect(
      issuesOf(createIntegrationRequestSchema, {
        workspace: settings.workspace,
        type: 'docker',
        extra: 1,
        another: 2,
      }).map(issue => issue.path),
    ).toEqual(['url', 'name', 'extra', 'another']);
  });

  it('does not repeat the credential of an address', () => {
    const issues = issuesOf(createIntegrationRequestSchema, {
      ...settings,
      url: 'https://user:hunter2@r.io',
    });
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });

  it.each([
    '{\n  "type": "service_account",\n  "private_key": "x\\n"\n}\n',
    'AAAA\r\nBBBB',
    ' tab\tand blank ',
  ])('takes the password %j as it is', password => {
    expect(
      createIntegrationRequestSchema.parse({ ...settings, password }).password,
    ).toBe(password);
  });
});

describe('updateIntegrationRequestSchema', () => {
  it('tells what is kept, changed and taken away', () => {
    expect(
      updateIntegrationRequestSchema.parse({ name: 'New', username: null }),
    ).toEqual({ name: 'New', username: null });
  });

  it('cannot change the type', () => {
    expect(
      issuesOf(updateIntegrationRequestSchema, { type: 'harbor' }),
    ).toEqual([
      { path: 'type', message: expect.stringMatching(/There is no field/) },
    ]);
  });

  it('can assign it to a workspace', () => {
    const request = { workspace: 'group:default/other' };
    expect(updateIntegrationRequestSchema.parse(request)).toEqual(request);
  });
});

describe('queries of integrations', () => {
  it.each(['0', '201', 'many', '1.5', ''])('refuses a limit of %j', limit => {
    expect(issuesOf(integrationListQuerySchema, { limit })).toEqual([
      { path: 'limit', message: 'limit is a whole number from 1 to 200' },
    ]);
  });

  it('reads numbers and switches', () => {
    expect(integrationListQuerySchema.parse({ limit: '7' })).toEqual({
      limit: 7,
      suspended: false,
    });
    expect(verifyQuerySchema.parse({})).toEqual({ verify: true });
    expect(verifyQuerySchema.parse({ verify: 'false' })).toEqual({
      verify: false,
    });
  });
});
