import { DatabaseManager } from '@backstage/backend-defaults/database';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { join } from 'node:path';
import { startPgbouncer, startPostgres } from 'registry-simulator';

/** PostgreSQL as an administrator has it, with poolers before it. */
export interface Server {
  /** A superuser, in the database `postgres`. */
  admin: Knex;
  /** A superuser in another database. */
  inDatabase(name: string, work: (knex: Knex) => Promise<void>): Promise<void>;
  port: number;
  poolers: Record<'session' | 'transaction', number>;
  stop(): Promise<void>;
}

/** What an administrator has set. */
export interface Setting {
  title: string;
  /** Of `CREATE DATABASE`. */
  database?: string;
  /** Run for the database `DB` and its role `ROLE`, in that database. */
  statements?: readonly string[];
  /** Default: the role owns the database. */
  owner?: 'postgres';
  pooler?: 'session' | 'transaction';
  schema?: boolean;
  /** Most connections of a replica; default 10. */
  pool?: number;
}

/** All roles of the tests, for the poolers. */
const ROLES = Array.from({ length: 30 }, (_, at) => `role_${at}`);

export async function startServer(): Promise<Server> {
  const postgres = await startPostgres();
  const port = Number(new URL(postgres.connectionString).port);
  const connect = (database: string) =>
    knexFactory({
      client: 'pg',
      connection: { host: '127.0.0.1', port, user: 'postgres', database },
    });
  const admin = connect('postgres');
  const [session, transaction] = await Promise.all(
    (['session', 'transaction'] as const).map(poolMode =>
      startPgbouncer({ postgresPort: port, poolMode, roles: ROLES }),
    ),
  );
  return {
    admin,
    port,
    poolers: { session: session.port, transaction: transaction.port },
    async inDatabase(name, work) {
      const knex = connect(name);
      await work(knex).finally(() => knex.destroy());
    },
    async stop() {
      await admin.destroy();
      await session.stop();
      await transaction.stop();
      await postgres.stop();
    },
  };
}

/** Makes a database as it is set. Returns `backend.database` of the configuration. */
export async function prepare(
  server: Server,
  setting: Setting,
  number: number,
): Promise<JsonObject> {
  const database = `db_${number}`;
  const role = ROLES[number];
  await server.admin.raw(`CREATE ROLE ${role} LOGIN`);
  await server.admin.raw(
    `CREATE DATABASE ${database} OWNER ${setting.owner ?? role} ${
      setting.database ?? ''
    }`,
  );
  await server.inDatabase(database, async knex => {
    await knex.raw(`GRANT CREATE, USAGE ON SCHEMA public TO ${role}`);
    for (const statement of setting.statements ?? []) {
      await knex.raw(
        statement.replaceAll('ROLE_', role).replaceAll('DB_', database),
      );
    }
  });
  return {
    client: 'pg',
    connection: {
      host: '127.0.0.1',
      port: setting.pooler ? server.poolers[setting.pooler] : server.port,
      user: role,
      ...(setting.schema && { database }),
    },
    ...(setting.schema
      ? { pluginDivisionMode: 'schema', ensureSchemaExists: true }
      : { plugin: { 'integrated-registry': { connection: { database } } } }),
    ensureExists: false,
    knexConfig: { pool: { min: 0, max: setting.pool ?? 10 } },
  };
}

/** A replica's way to the database, as Backstage makes it. */
export interface Replica {
  knex: Knex;
  /** With what else Backstage has opened. */
  close(): Promise<void>;
}

export async function connectReplica(database: JsonObject): Promise<Replica> {
  const hooks: (() => void | Promise<void>)[] = [];
  const manager = DatabaseManager.fromConfig(
    new ConfigReader({ backend: { database } }),
    {
      rootLifecycle: mockServices.rootLifecycle.mock({
        addShutdownHook: hook => {
          hooks.push(hook);
        },
      }),
      rootLogger: mockServices.rootLogger.mock(),
    },
  );
  const knex = await manager
    .forPlugin('integrated-registry', {
      logger: mockServices.logger.mock(),
      lifecycle: mockServices.lifecycle.mock(),
    })
    .getClient();
  return {
    knex,
    async close() {
      await knex.destroy();
      await Promise.all(hooks.map(hook => hook()));
    },
  };
}

/** SQLite in a file. */
export function connectSqlite(directory: string): Replica {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'one.sqlite') },
    useNullAsDefault: true,
  });
  return { knex, close: () => knex.destroy() };
}
