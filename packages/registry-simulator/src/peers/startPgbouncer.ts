import { chownSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort';
import { otherUser } from './otherUser';
import { startProgram } from './startProgram';

export interface PgbouncerOptions {
  /** Of the PostgreSQL behind it, on the loopback interface. */
  postgresPort: number;
  poolMode: 'session' | 'transaction';
  /** Roles that may log in, without a password. */
  roles: readonly string[];
}

/** A PgBouncer before a PostgreSQL, for whatever database is asked for. */
export async function startPgbouncer({
  postgresPort,
  poolMode,
  roles,
}: PgbouncerOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'pgbouncer-'));
  const user = otherUser('PgBouncer');
  const port = await freePort();
  const configuration = join(directory, 'pgbouncer.ini');
  const roleFile = join(directory, 'roles.txt');
  await writeFile(roleFile, roles.map(role => `"${role}" ""\n`).join(''));
  await writeFile(
    configuration,
    `[databases]
* = host=127.0.0.1 port=${postgresPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${roleFile}
pool_mode = ${poolMode}
default_pool_size = ${
      // A session is a client's for as long as it is connected.
      poolMode === 'session' ? 50 : 5
    }
`,
  );
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [directory, configuration, roleFile]) {
      chownSync(path, user.uid, user.gid);
    }
  }
  const server = await startProgram('pgbouncer', [configuration], port, {
    ...user,
    cwd: directory,
  });
  return {
    port,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
