import { RegistrySimulator } from '../RegistrySimulator';

// Written to Harbor's own description of its API and to its handler `robot.go`; no recording shows it.

const body = {
  name: 'portal-1',
  description: 'For a test',
  level: 'project',
  duration: 30,
  permissions: [
    {
      kind: 'project',
      namespace: 'team',
      access: [{ resource: 'repository', action: 'pull' }],
    },
  ],
};
const [permission] = body.permissions;

describe('The robot accounts of the Harbor face', () => {
  const secrets: string[] = [];
  let harbor: RegistrySimulator;

  beforeEach(async () => {
    harbor = await RegistrySimulator.start({
      harbor: {
        accounts: [
          { username: 'admin', password: 'a', kind: 'admin' },
          { username: 'mina', password: 'm', adminOf: ['team'] },
          { username: 'dev', password: 'd', projects: ['team'] },
        ],
        projects: [{ name: 'team' }, { name: 'shop' }],
      },
      onToken: secret => secrets.push(secret),
    });
  });
  afterEach(() => harbor.stop());

  async function ask(
    method: string,
    path: string,
    login?: string,
    sent?: unknown,
  ) {
    const answer = await fetch(`${harbor.url}/api/v2.0/robots${path}`, {
      method,
      ...(login && { headers: { authorization: `Basic ${btoa(login)}` } }),
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      said: text === '' ? undefined : JSON.parse(text),
    };
  }

  it('are made, listed and ended', async () => {
    const before = Date.now();
    const { status, location, said } = await ask('POST', '', 'mina:m', body);
    expect([status, location]).toEqual([201, `/api/v2.0/robots/${said.id}`]);
    expect(said).toEqual({
      creation_time: expect.any(String),
      expires_at: expect.any(Number),
      id: expect.any(Number),
      name: 'robot$team+portal-1',
      secret: expect.any(String),
    });
    expect(said.expires_at - before / 1_000).toBeCloseTo(30 * 86_400, -1);
    expect(secrets).toContain(said.secret);
    const { said: project } = await projectOf('team');
    const listed = await ask(
      'GET',
      `?q=Level=project,ProjectID=${project.project_id}`,
      'mina:m',
    );
    expect(listed.said).toEqual([
      {
        creation_time: said.creation_time,
        description: 'For a test',
        disable: false,
        duration: 30,
        editable: true,
        expires_at: said.expires_at,
        id: said.id,
        level: 'project',
        name: said.name,
        permissions: body.permissions,
        update_time: said.creation_time,
      },
    ]);
    expect((await ask('GET', '', 'admin:a')).said).toEqual([]);
    expect((await ask('DELETE', `/${said.id}`, 'mina:m')).status).toBe(200);
    expect((await ask('DELETE', `/${said.id}`, 'mina:m')).status).toBe(404);
    expect(harbor.minted()).toEqual([]);
  });

  async function projectOf(name: string) {
    const answer = await fetch(`${harbor.url}/api/v2.0/projects/${name}`, {
      headers: { authorization: `Basic ${btoa('admin:a')}` },
    });
    return { said: await answer.json() };
  }

  it.each([
    ['nobody', 401, undefined, body],
    ['a wrong password', 401, 'mina:wrong', body],
    ['a developer', 403, 'dev:d', body],
    [
      'the admin of another project',
      403,
      'mina:m',
      { ...body, permissions: [{ ...permission, namespace: 'shop' }] },
    ],
    ['the admin of a project', 403, 'mina:m', { ...body, level: 'system' }],
    ['a bad name', 400, 'admin:a', { ...body, name: 'Portal+1' }],
    ['no name', 400, 'admin:a', { ...body, name: undefined }],
    ['a bad level', 400, 'admin:a', { ...body, level: 'odd' }],
    ['half a day', 400, 'admin:a', { ...body, duration: 0.5 }],
    ['no permission', 400, 'admin:a', { ...body, permissions: [] }],
    [
      'no access',
      400,
      'admin:a',
      { ...body, permissions: [{ ...permission, access: [] }] },
    ],
    [
      'two projects for a robot account of one',
      400,
      'admin:a',
      { ...body, permissions: [permission, permission] },
    ],
    [
      'a project that is not there',
      404,
      'admin:a',
      { ...body, permissions: [{ ...permission, namespace: 'gone' }] },
    ],
  ])('are refused to %s with %d', async (_, status, login, sent) => {
    expect((await ask('POST', '', login, sent)).status).toBe(status);
    expect(harbor.minted()).toEqual([]);
  });

  it('have one name each', async () => {
    await ask('POST', '', 'mina:m', body);
    const { status, said } = await ask('POST', '', 'mina:m', body);
    expect([status, said.errors[0].code]).toEqual([409, 'CONFLICT']);
  });

  it('are ended by those who may make them', async () => {
    const { said } = await ask('POST', '', 'admin:a', {
      ...body,
      level: 'system',
    });
    expect((await ask('DELETE', `/${said.id}`, 'mina:m')).status).toBe(403);
    expect((await ask('DELETE', `/${said.id}`)).status).toBe(401);
    expect(harbor.minted()).toEqual(['robot$portal-1']);
    expect((await ask('PUT', `/${said.id}`, 'admin:a')).status).toBe(405);
  });
});
