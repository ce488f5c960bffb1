import { Knex } from 'knex';
import { Database, takeStartLock } from '../../platform';

export interface MissingAid {
  /** What the database says. */
  reason: string;
  /** What an administrator does about it. */
  remedy: string;
}

interface Surroundings {
  role: string;
  database: string;
  schema: string;
  /** Can the server install the extension at all? */
  available: boolean;
  /** The schema the extension is in. */
  extension: string | null;
  /** May the role use that schema? */
  usable: boolean | null;
  /** Is the index there, and whole? */
  valid: boolean | null;
}

/** A start is not to wait for long for a table that others write to. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";

/**
 * The trigram index of PostgreSQL, from the extension pg_trgm. Each of its steps may be denied, and
 * none of them is needed. An index whose building was cut off is not used, and is built again.
 */
export async function createTrigramIndex(
  database: Database,
): Promise<MissingAid | undefined> {
  if ((await look(database)).valid) {
    return undefined;
  }
  let reason: string | undefined;
  for (const place of [' SCHEMA public', '']) {
    const { extension, available } = await look(database);
    if (!extension && available) {
      reason = await database.attempt(trx =>
        trx.raw(`CREATE EXTENSION IF NOT EXISTS pg_trgm${place}`),
      );
    }
  }
  const { extension, valid } = await look(database);
  if (extension) {
    reason = await database.attempt(async trx => {
      if (!(await takeStartLock(database, trx))) {
        // Another replica builds it.
        return;
      }
      await trx.raw(LOCK_TIMEOUT);
      if (valid === false) {
        await trx.raw('DROP INDEX repositories_trigram_idx');
      }
      await buildIndex(trx, extension);
    });
  }
  const found = await look(database);
  return found.valid || (found.extension && reason === undefined)
    ? undefined
    : { reason: reason ?? 'pg_trgm is not installed', remedy: remedyOf(found) };
}

/** `fastupdate` would leave what was written last to be read through by every search. */
async function buildIndex(trx: Knex.Transaction, schema: string) {
  await trx.raw(
    `CREATE INDEX IF NOT EXISTS repositories_trigram_idx ON repositories
      USING gin (search_text ??.gin_trgm_ops) WITH (fastupdate = off)`,
    [schema],
  );
}

async function look(database: Database): Promise<Surroundings> {
  const { rows } = await database.run(knex =>
    knex.raw(
      `SELECT current_user AS role, current_database() AS database,
        current_schema() AS schema,
        EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS available,
        nspname AS extension,
        has_schema_privilege(pg_namespace.oid, 'USAGE') AS usable,
        (SELECT indisvalid FROM pg_index
          WHERE indexrelid = to_regclass('repositories_trigram_idx')) AS valid
      FROM (SELECT) AS nothing
        LEFT JOIN pg_extension ON extname = 'pg_trgm'
        LEFT JOIN pg_namespace ON pg_namespace.oid = extnamespace`,
    ),
  );
  return rows[0];
}

function remedyOf(found: Surroundings): string {
  const { role, schema, extension } = found;
  const inDatabase = `To have it, let an administrator run in the database ${quote(
    found.database,
  )}: `;
  if (!extension) {
    return found.available
      ? `${inDatabase}CREATE EXTENSION pg_trgm;`
      : 'To have it, install the package of the server that has pg_trgm (postgresql-contrib).';
  }
  if (!found.usable) {
    return `${inDatabase}GRANT USAGE ON SCHEMA ${quote(extension)} TO ${quote(
      role,
    )};`;
  }
  return `${inDatabase}CREATE INDEX repositories_trigram_idx ON ${quote(
    schema,
  )}.repositories USING gin (search_text ${quote(
    extension,
  )}.gin_trgm_ops) WITH (fastupdate = off);`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
