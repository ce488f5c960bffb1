import { knex } from 'knex';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrittenRows } from './WrittenRows';

const NONE = { repositories: {}, progress: {} };

describe('WrittenRows', () => {
  let directory: string;
  let file: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'written-'));
    await mkdir(join(directory, 'database'));
    file = join(directory, 'database/integrated-registry.sqlite');
    await write(`CREATE TABLE repositories (name TEXT PRIMARY KEY, size INTEGER);
      CREATE TABLE crawls (id INTEGER);
      CREATE TABLE knex_migrations_lock (id INTEGER);
      CREATE VIRTUAL TABLE trigrams USING fts5(name, tokenize = 'trigram');
      INSERT INTO repositories VALUES ('team/app', 1), ('team/other', 1);
      INSERT INTO trigrams VALUES ('team/app')`);
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function write(sql: string) {
    const database = knex({
      client: 'better-sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
    });
    for (const statement of sql.split(';')) {
      await database.raw(statement);
    }
    await database.destroy();
  }

  async function count(...written: string[]) {
    const rows = await WrittenRows.begin({ sqlite: true }, directory);
    for (const sql of written) {
      await write(sql);
    }
    return rows.end();
  }

  it.each([
    ['inserted', "INSERT INTO repositories VALUES ('a', 1), ('b', 1)", 2],
    ['updated, to what it was', 'UPDATE repositories SET size = 1', 2],
    ['deleted', "DELETE FROM repositories WHERE name = 'team/app'", 1],
  ])('counts what was %s', async (_, sql, repositories) => {
    expect(await count(sql)).toEqual({
      ...NONE,
      repositories: { repositories },
    });
  });

  it('tells progress from repositories, and leaves out what Backstage writes', async () => {
    expect(
      await count(
        'INSERT INTO crawls VALUES (1)',
        'INSERT INTO knex_migrations_lock VALUES (1)',
      ),
    ).toEqual({ ...NONE, progress: { crawls: 1 } });
  });

  it('tells whether a full-text index was written', async () => {
    expect(await count("INSERT INTO trigrams VALUES ('team/app')")).toEqual({
      ...NONE,
      repositories: { trigrams: 1 },
    });
    expect(await count("DELETE FROM trigrams WHERE name = 'team/app'")).toEqual(
      { ...NONE, repositories: { trigrams: 1 } },
    );
  });

  it('counts nothing where nothing was written, again and again', async () => {
    expect(await count('SELECT * FROM repositories')).toEqual(NONE);
    expect(await count()).toEqual(NONE);
  });
});
