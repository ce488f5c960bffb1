// @ts-check

/**
 * The repository index as search wants it. What was in the old one is crawled again.
 *
 * - `repository_terms` has the starts of the words of each name in order, so that what is typed
 *   finds its page in an index, however many repositories match.
 * - Trigrams find what is in the middle of a word: FTS5 on SQLite, pg_trgm on PostgreSQL where the
 *   extension may be had. Where it may not, names are read through; the answers are the same.
 *
 * There are no foreign keys: an integration is gone at once, its rows go in small steps.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  /**
   * Byte order everywhere, so that a list is in the same order on every database.
   *
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const text = (table, name) => {
    const column = table.text(name);
    return postgres ? column.collate('C') : column;
  };

  await knex.schema.dropTable('repositories');
  await knex.schema.createTable('repositories', table => {
    table.comment('The repository index');
    table.increments('id');
    table.string('integration_id', 64).notNullable();
    text(table, 'name').notNullable();
    table.text('project');
    table.string('image_host', 255);
    table.text('description');
    table.string('updated_at', 30);
    table.integer('tag_count');
    table.bigInteger('pull_count');
    table.string('visibility', 10);
    table
      .string('content_hash', 32)
      .notNullable()
      .comment('Tells a changed row from one that is merely seen again');
    table
      .bigInteger('generation')
      .notNullable()
      .comment('Of the crawl that saw it last');
    text(table, 'search_text')
      .notNullable()
      .comment('Name, project and description in lower case, line by line');
    table.unique(['integration_id', 'name'], {
      indexName: 'repositories_name_uniq',
    });
    table.index(
      ['integration_id', 'project', 'name'],
      'repositories_project_idx',
    );
  });

  if (postgres) {
    await knex.schema.createTable('repository_terms', table => {
      table.comment('From where on what is typed may match a repository');
      table.string('integration_id', 64).notNullable();
      table.specificType('rank', 'smallint').notNullable();
      text(table, 'term').notNullable();
      text(table, 'name').notNullable();
      table.text('project');
      table.primary(['integration_id', 'rank', 'term', 'name']);
    });
    // Only the generation of most rows changes in a crawl: room to do that in place.
    await knex.raw('ALTER TABLE repositories SET (fillfactor = 85)');
    await createTrigramIndex(knex);
  } else {
    await knex.raw(`CREATE TABLE repository_terms (
      integration_id varchar(64) NOT NULL,
      rank integer NOT NULL,
      term text NOT NULL,
      name text NOT NULL,
      project text,
      PRIMARY KEY (integration_id, rank, term, name)
    ) WITHOUT ROWID`);
    await knex.raw(`CREATE VIRTUAL TABLE repository_trigrams USING fts5(
      search_text, tokenize = 'trigram case_sensitive 1',
      content = '', contentless_delete = 1, detail = none
    )`);
    await knex.raw(`CREATE TRIGGER repositories_added AFTER INSERT ON repositories BEGIN
      INSERT INTO repository_trigrams (rowid, search_text) VALUES (new.id, new.search_text);
    END`);
    await knex.raw(`CREATE TRIGGER repositories_removed AFTER DELETE ON repositories BEGIN
      DELETE FROM repository_trigrams WHERE rowid = old.id;
    END`);
    await knex.raw(`CREATE TRIGGER repositories_changed AFTER UPDATE OF search_text ON repositories
      WHEN old.search_text <> new.search_text BEGIN
      DELETE FROM repository_trigrams WHERE rowid = old.id;
      INSERT INTO repository_trigrams (rowid, search_text) VALUES (new.id, new.search_text);
    END`);
  }
  await forgetCrawls(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const postgres = knex.client.config.client === 'pg';
  if (!postgres) {
    await knex.schema.dropTable('repository_trigrams');
  }
  await knex.schema.dropTable('repository_terms');
  await knex.schema.dropTable('repositories');
  await knex.schema.createTable('repositories', table => {
    /** @param {string} name */
    const text = name => {
      const column = table.string(name, 255);
      return (postgres ? column.collate('C') : column).notNullable();
    };
    table
      .string('integration_id', 64)
      .notNullable()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    text('name');
    table.string('project', 255);
    table.string('image_host', 255);
    table.text('description');
    table.string('updated_at', 30);
    table.integer('tag_count');
    table.bigInteger('pull_count');
    table.string('visibility', 10);
    table.bigInteger('generation').notNullable();
    text('last_part');
    table.text('search_text').notNullable();
    table.primary(['integration_id', 'name']);
    table.index(
      ['integration_id', 'generation'],
      'repositories_generation_idx',
    );
    table.index(['integration_id', 'project'], 'repositories_project_idx');
  });
  await forgetCrawls(knex);
};

/**
 * An extension is not had where the server has no package of it or the role may not install it.
 * `fastupdate` would leave what was written last to be read through by every search.
 *
 * @param {import('knex').Knex} knex
 */
async function createTrigramIndex(knex) {
  for (const place of [' SCHEMA public', '']) {
    if (await findExtension(knex)) {
      break;
    }
    await knex
      .transaction(trx =>
        trx.raw(`CREATE EXTENSION IF NOT EXISTS pg_trgm${place}`),
      )
      .catch(() => undefined);
  }
  const schema = await findExtension(knex);
  if (schema) {
    await knex.raw(
      `CREATE INDEX repositories_trigram_idx ON repositories
        USING gin (search_text ??.gin_trgm_ops) WITH (fastupdate = off)`,
      [schema],
    );
  }
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<string | undefined>} the schema it is in
 */
async function findExtension(knex) {
  const { rows } = await knex.raw(
    `SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
      WHERE extname = 'pg_trgm'`,
  );
  return rows[0]?.nspname;
}

/**
 * @param {import('knex').Knex} knex
 */
async function forgetCrawls(knex) {
  await knex('crawls').delete();
  await knex('integrations').update({
    repository_index: JSON.stringify({
      state: 'never',
      repositories: 0,
      complete: false,
    }),
  });
}
