import { Knex } from 'knex';

/** Every row of every table, as text. */
export async function dumpDatabase(knex: Knex): Promise<string> {
  const sqlite = knex.client.config.client === 'better-sqlite3';
  const tables: { name: string }[] = sqlite
    ? await knex('sqlite_master').where({ type: 'table' }).select('name')
    : await knex('pg_tables')
        .whereRaw('schemaname = current_schema()')
        .select({ name: 'tablename' });
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await knex(name).select();
    lines.push(...rows.map(row => `${name} ${JSON.stringify(row)}`));
  }
  return lines.sort().join('\n');
}
