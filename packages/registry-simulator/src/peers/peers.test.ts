import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCertificates,
  describeWithPrograms,
  findProgram,
  runProgram,
  startDockerRegistry,
  startPostgres,
  startRedis,
  startTokenServer,
} from '.';

function basic(username: string, password: string): string {
  return `Basic ${btoa(`${username}:${password}`)}`;
}

describe('findProgram', () => {
  it('finds what is there, and nothing else', () => {
    const node = findProgram('node');
    expect(node && existsSync(node)).toBe(true);
    expect(findProgram('a-program-that-nobody-has')).toBeUndefined();
  });
});

describe('describeWithPrograms', () => {
  const described: string[] = [];
  const fake = Object.assign(
    (title: string) => {
      described.push(title);
    },
    {
      skip: (title: string) => {
        described.push(`skip: ${title}`);
      },
    },
  );
  const ci = process.env.CI;

  afterEach(() => {
    if (ci === undefined) {
      delete process.env.CI;
    } else {
      process.env.CI = ci;
    }
  });

  it('says why it skips, and does not skip in CI', () => {
    const missing = ['a-program-that-nobody-has'];
    process.env.CI = '';
    describeWithPrograms(fake, ['node'], 'with node', () => {});
    describeWithPrograms(fake, missing, 'without', () => {});
    process.env.CI = 'true';
    describeWithPrograms(fake, missing, 'without', () => {});
    expect(described).toEqual([
      'with node',
      'skip: without (skipped: on Debian, apt-get install a-program-that-nobody-has)',
      'without',
    ]);
  });
});

describeWithPrograms(describe, ['postgres', 'initdb'], 'startPostgres', () => {
  it('starts a server that takes many connections', async () => {
    const postgres = await startPostgres();
    const answer = await runProgram('psql', [
      postgres.connectionString,
      '-Atc',
      'show max_connections',
    ]).finally(postgres.stop);
    expect(answer.trim()).toBe('200');
  }, 60_000);
});

describeWithPrograms(describe, ['redis-server'], 'startRedis', () => {
  it('starts a server that answers', async () => {
    const redis = await startRedis();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(redis.url).port), '127.0.0.1');
      socket.once('error', reject);
      socket.once('data', data => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.write('PING\r\n');
    }).finally(redis.stop);
    expect(answer).toBe('+PONG\r\n');
  }, 60_000);
});

describeWithPrograms(
  describe,
  ['docker-registry', 'htpasswd', 'openssl'],
  'startDockerRegistry',
  () => {
    const login = { username: 'robot', password: 'a-password-of-a-test' };
    const running: Array<() => Promise<void>> = [];

    afterEach(async () => {
      for (const stop of running.splice(0).reverse()) {
        await stop();
      }
    });

    it('demands a password', async () => {
      const registry = await startDockerRegistry({ login });
      running.push(registry.stop);
      const ask = async (headers: Record<string, string>) =>
        (await fetch(`${registry.url}/v2/`, { headers })).status;
      expect(await ask({})).toBe(401);
      expect(await ask({ authorization: basic(login.username, 'wrong') })).toBe(
        401,
      );
      expect(
        await ask({ authorization: basic(login.username, login.password) }),
      ).toBe(200);
    }, 60_000);

    it('demands a token of the token server', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'peers-test-'));
      running.push(() => rm(directory, { recursive: true }));
      const certificates = await createCertificates(directory);
      const tokens = await startTokenServer({
        ...login,
        certificates,
        lifetime: 60,
      });
      running.push(tokens.stop);
      const registry = await startDockerRegistry({
        token: { realm: tokens.realm, authority: certificates.authority },
      });
      running.push(registry.stop);

      const refused = await fetch(`${registry.url}/v2/_catalog`);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain(tokens.realm);

      const scope = encodeURIComponent('registry:catalog:*');
      const { token } = await (
        await fetch(`${tokens.realm}?service=test-registry&scope=${scope}`, {
          headers: { authorization: basic(login.username, login.password) },
        })
      ).json();
      const admitted = await fetch(`${registry.url}/v2/_catalog`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(admitted.status).toBe(200);
    }, 60_000);
  },
);
