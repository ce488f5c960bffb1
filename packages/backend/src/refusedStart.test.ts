import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from 'registry-simulator';

jest.setTimeout(240_000);

describe('a start in production that is refused', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'refused-start-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('ends the process with an exit code, for whoever supervises it', async () => {
    const port = await freePort();
    const config = join(directory, 'app-config.yaml');
    await writeFile(
      config,
      JSON.stringify({
        app: { title: 'Portal', baseUrl: `http://localhost:${port}` },
        organization: { name: 'Company' },
        backend: {
          baseUrl: `http://localhost:${port}`,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
          auth: { keys: [{ secret: 'c2VjcmV0LW9mLWEtdGVzdA==' }] },
        },
        auth: { providers: {} },
        catalog: { locations: [] },
        // No encryption key.
        integratedRegistry: {},
      }),
    );
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        config,
      ],
      {
        cwd: resolve(__dirname, '..'),
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    const collect = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-50_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const late = setTimeout(() => child.kill('SIGKILL'), 180_000);
    const [code] = await once(child, 'exit');
    clearTimeout(late);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('No encryption key is configured'),
    ]);
  });
});
