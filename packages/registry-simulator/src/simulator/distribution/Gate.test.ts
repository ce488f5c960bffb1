import { buildImage } from '../../content/images';
import { describeWithPrograms, inspectDigest, runProgram } from '../../peers';
import { RegistrySimulator } from '../RegistrySimulator';

const robot = { username: 'robot', password: 'a-password-of-a-test' };
const person = { username: 'person', password: 'another-password' };

function basic({ username, password }: typeof robot): string {
  return `Basic ${btoa(`${username}:${password}`)}`;
}

describe('a simulator with tokens', () => {
  let simulator: RegistrySimulator;
  const image = buildImage();

  async function start(tokenLifetimeSeconds?: number) {
    simulator = await RegistrySimulator.start({
      login: [robot, person],
      auth: 'bearer',
      tokenLifetimeSeconds,
    });
    simulator.store.addImage('team/app', image, '1.0.0');
  }

  afterEach(async () => {
    await simulator.stop();
  });

  function ask(path: string, authorization?: string, method = 'GET') {
    return fetch(`${simulator.url}${path}`, {
      method,
      headers: {
        accept: image.manifest.mediaType,
        ...(authorization && { authorization }),
      },
    });
  }

  /** Follows the challenge of a refused call. */
  async function tokenFor(path: string, login: typeof robot): Promise<string> {
    const challenge =
      (await ask(path)).headers.get('www-authenticate') ?? 'nothing';
    const read = (name: string) =>
      new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
    const query = new URLSearchParams({
      service: read('service'),
      scope: read('scope'),
    });
    const answer = await fetch(`${read('realm')}?${query}`, {
      headers: { authorization: basic(login) },
    });
    return `Bearer ${(await answer.json()).token}`;
  }

  it('exchanges each of its logins for one, and no other', async () => {
    await start();
    const path = '/v2/team/app/manifests/1.0.0';
    for (const login of [robot, person]) {
      expect((await ask(path, await tokenFor(path, login))).status).toBe(200);
    }
    const wrong = { ...robot, password: 'wrong' };
    expect((await ask('/token', basic(wrong))).status).toBe(401);
    expect((await ask('/token')).status).toBe(401);
    // The login itself opens nothing.
    expect((await ask(path, basic(robot))).status).toBe(401);
  });

  it('admits a token to what it was given for', async () => {
    await start();
    const token = await tokenFor('/v2/team/app/tags/list', robot);
    expect((await ask('/v2/', token)).status).toBe(200);
    expect((await ask('/v2/team/app/tags/list', token)).status).toBe(200);
    const others: Array<[string, string?]> = [
      ['/v2/_catalog'],
      ['/v2/team/other/tags/list'],
      ['/v2/team/app/blobs/uploads/', 'POST'],
    ];
    for (const [path, method] of others) {
      const refused = await ask(path, token, method);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain(
        'error="insufficient_scope"',
      );
    }
  });

  it('refuses a token whose time is over', async () => {
    await start(0);
    const token = await tokenFor('/v2/_catalog', robot);
    const refused = await ask('/v2/_catalog', token);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain(
      'error="invalid_token"',
    );
  });

  describeWithPrograms(describe, ['skopeo'], 'to skopeo', () => {
    it('is a registry: an image is read and copied', async () => {
      await start();
      const { host } = simulator;
      expect(await inspectDigest(`${host}/team/app:1.0.0`, robot)).toBe(
        image.manifest.digest,
      );
      const creds = `${robot.username}:${robot.password}`;
      await runProgram('skopeo', [
        'copy',
        '--quiet',
        '--src-tls-verify=false',
        '--dest-tls-verify=false',
        '--src-creds',
        creds,
        '--dest-creds',
        creds,
        `docker://${host}/team/app:1.0.0`,
        `docker://${host}/team/copy:2.0.0`,
      ]);
      expect(simulator.store.manifest('team/copy', '2.0.0')?.digest).toBe(
        image.manifest.digest,
      );
    });
  });
});
