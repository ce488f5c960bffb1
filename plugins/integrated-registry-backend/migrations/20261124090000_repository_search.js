// @ts-check

/**
 * The repository index as search wants it. What was in the old one is crawled again.
 *
 * - `repository_terms` has the starts of the words of each name in order, so that what is typed
 *   finds its page in an index, however many repositories match.
 * - Trigrams find what is in the middle of a word. Not every database has them, so they are no part
 *   of what is migrated: each start looks for them.
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
  } else {
    await knex.raw(`CREATE TABLE repository_terms (
      integration_id varchar(64) NOT NULL,
      rank integer NOT NULL,
      term text NOT NULL,
      name text NOT NULL,
      project text,
      PRIMARY KEY (integration_id, rank, term, name)
    ) WITHOUT ROWID`);
  }
  await forgetCrawls(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const postgres = knex.client.config.client === 'pg';
  if (!postgres) {
    await knex.schema.dropTableIfExists('repository_trigrams');
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
