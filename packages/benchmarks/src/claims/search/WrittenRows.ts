import { Knex, knex } from 'knex';
import { join } from 'node:path';
import { BackendOptions } from '../../backend/BackendOptions';

/** What a crawl may write although nothing has changed: how far it is, and that it has ended. */
const PROGRESS = ['crawls', 'crawl_pages', 'integrations', 'catalog_sizes'];
/** Of Backstage and knex, which write to them at each start. */
const NOT_OF_THE_PLUGIN = /^(backstage_|knex_)/;
const COUNTER = 'benchmark_written';
const PLUGIN = 'integrated-registry';

/** Rows that were inserted, updated or deleted, by table. */
export interface Written {
  repositories: Record<string, number>;
  progress: Record<string, number>;
}

/**
 * Counts the rows that are written to the plugin's database. PostgreSQL counts itself, and triggers do
 * so for SQLite. A full-text index of SQLite has no triggers: it counts as one row if anything was
 * written to it. The backend is stopped when it begins and when it ends: only then all of its sessions
 * have told PostgreSQL what they wrote.
 */
export class WrittenRows {
  readonly #knex: Knex;
  readonly #count: () => Promise<Map<string, number>>;

  static async begin(
    where: BackendOptions['database'],
    directory: string,
  ): Promise<WrittenRows> {
    if ('postgres' in where) {
      const url = new URL(where.postgres);
      url.pathname = `/backstage_plugin_${PLUGIN}`;
      const database = knex({ client: 'pg', connection: url.href });
      const before = await countPostgres(database);
      return new WrittenRows(database, async () => {
        const after = await countPostgres(database);
        return new Map(
          [...after].map(([table, count]) => [
            table,
            count - (before.get(table) ?? 0),
          ]),
        );
      });
    }
    const filename = join(directory, `database/${PLUGIN}.sqlite`);
    const database = knex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    await createTriggers(database);
    const before = await fullTextIndexes(database);
    return new WrittenRows(database, async () => {
      const counts = await countSqlite(database);
      for (const [index, written] of await fullTextIndexes(database)) {
        counts.set(index, written === before.get(index) ? 0 : 1);
      }
      return counts;
    });
  }

  private constructor(
    database: Knex,
    count: () => Promise<Map<string, number>>,
  ) {
    this.#knex = database;
    this.#count = count;
  }

  async end(): Promise<Written> {
    try {
      const written: Written = { repositories: {}, progress: {} };
      for (const [table, count] of await this.#count()) {
        if (count > 0 && !NOT_OF_THE_PLUGIN.test(table)) {
          const kind = PROGRESS.includes(table) ? 'progress' : 'repositories';
          written[kind][table] = count;
        }
      }
      return written;
    } finally {
      await this.#knex.destroy();
    }
  }
}

async function countPostgres(database: Knex): Promise<Map<string, number>> {
  const rows = await database('pg_stat_user_tables').select(
    'relname',
    database.raw('n_tup_ins + n_tup_upd + n_tup_del AS written'),
  );
  return new Map(
    rows.map(({ relname, written }) => [relname, Number(written)]),
  );
}

async function createTriggers(database: Knex): Promise<void> {
  await database.schema.createTable(COUNTER, table => {
    table.string('name').primary();
    table.integer('count').notNullable();
  });
  const tables = (await tablesOf(database, 'table')).filter(
    name => name !== COUNTER && !name.startsWith('sqlite_'),
  );
  for (const table of tables) {
    await database(COUNTER).insert({ name: table, count: 0 });
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      await database.raw(
        `CREATE TRIGGER "${COUNTER}_${table}_${event}" AFTER ${event} ON "${table}"
         BEGIN UPDATE ${COUNTER} SET count = count + 1 WHERE name = '${table}'; END`,
      );
    }
  }
}

/** @param type - `virtual`: kept by a module such as FTS5 */
async function tablesOf(
  database: Knex,
  type: 'table' | 'virtual',
): Promise<string[]> {
  const list: { name: string; type: string }[] = await database.raw(
    'PRAGMA main.table_list',
  );
  return list.filter(table => table.type === type).map(({ name }) => name);
}

/**
 * What FTS5 notes of itself, by name: it changes with everything that is written.
 *
 * Source: "The %_data Table" of FTS5's documentation; 1 has the averages, 10 the structure with its
 * counter of writes.
 */
async function fullTextIndexes(database: Knex): Promise<Map<string, string>> {
  const noted = new Map<string, string>();
  for (const name of await tablesOf(database, 'virtual')) {
    const blocks = await database(`${name}_data`)
      .whereIn('id', [1, 10])
      .orderBy('id')
      .select(database.raw('hex(block) AS block'));
    noted.set(name, blocks.map(({ block }) => block).join(' '));
  }
  return noted;
}

async function countSqlite(database: Knex): Promise<Map<string, number>> {
  const rows = await database(COUNTER).select('name', 'count');
  const triggers = await database('sqlite_master')
    .where({ type: 'trigger' })
    .where('name', 'like', `${COUNTER}_%`)
    .pluck('name');
  for (const trigger of triggers) {
    await database.raw(`DROP TRIGGER "${trigger}"`);
  }
  await database.schema.dropTable(COUNTER);
  return new Map(rows.map(({ name, count }) => [name, Number(count)]));
}
