import { Database } from '../../platform';
import { MissingAid } from './trigramIndex';

const ADDED = `CREATE TRIGGER repositories_added AFTER INSERT ON repositories BEGIN
  INSERT INTO repository_trigrams (rowid, search_text) VALUES (new.id, new.search_text);
END`;
const REMOVED = `CREATE TRIGGER repositories_removed AFTER DELETE ON repositories BEGIN
  DELETE FROM repository_trigrams WHERE rowid = old.id;
END`;
const CHANGED = `CREATE TRIGGER repositories_changed AFTER UPDATE OF search_text ON repositories
  WHEN old.search_text <> new.search_text BEGIN
  DELETE FROM repository_trigrams WHERE rowid = old.id;
  INSERT INTO repository_trigrams (rowid, search_text) VALUES (new.id, new.search_text);
END`;
const TRIGGERS = [
  'repositories_added',
  'repositories_removed',
  'repositories_changed',
];

/** Is the index there, and kept? */
export const HAS_FULL_TEXT_INDEX = `SELECT 1 WHERE 4 = (
  SELECT count(*) FROM sqlite_master
    WHERE name IN ('repository_trigrams', ${TRIGGERS.map(
      name => `'${name}'`,
    ).join(', ')})
)`;

/**
 * The trigram index of SQLite, from FTS5, which a build of SQLite may lack. Then nothing is to write
 * to it, and it is filled anew when FTS5 is there again.
 */
export async function createFullTextIndex(
  database: Database,
): Promise<MissingAid | undefined> {
  const reason = await database.attempt(async trx => {
    const kept = await trx.raw(HAS_FULL_TEXT_INDEX);
    if (kept.length > 0) {
      await trx.raw('SELECT rowid FROM repository_trigrams LIMIT 1');
      return;
    }
    for (const trigger of TRIGGERS) {
      await trx.raw(`DROP TRIGGER IF EXISTS ${trigger}`);
    }
    await trx.raw('DROP TABLE IF EXISTS repository_trigrams');
    await trx.raw(`CREATE VIRTUAL TABLE repository_trigrams USING fts5(
      search_text, tokenize = 'trigram case_sensitive 1',
      content = '', contentless_delete = 1, detail = none
    )`);
    await trx.raw(
      'INSERT INTO repository_trigrams (rowid, search_text) SELECT id, search_text FROM repositories',
    );
    for (const trigger of [ADDED, REMOVED, CHANGED]) {
      await trx.raw(trigger);
    }
  });
  if (reason === undefined) {
    return undefined;
  }
  for (const trigger of TRIGGERS) {
    await database.run(knex => knex.raw(`DROP TRIGGER IF EXISTS ${trigger}`));
  }
  return {
    reason,
    remedy: 'To have it, use a build of better-sqlite3 with FTS5.',
  };
}
