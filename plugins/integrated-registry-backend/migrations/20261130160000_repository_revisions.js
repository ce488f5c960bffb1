// @ts-check

/**
 * Search reads the names of all repositories into the memory of each process, and no longer asks the
 * database: a revision of each integration tells what has changed since.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  if (!postgres) {
    for (const trigger of ['added', 'removed', 'changed']) {
      await knex.raw(`DROP TRIGGER IF EXISTS repositories_${trigger}`);
    }
    await knex.schema.dropTableIfExists('repository_trigrams');
  }
  await knex.schema.dropTable('repository_terms');
  // Its index goes with it, where the database could have one.
  await knex.schema.alterTable('repositories', table => {
    table.dropColumn('search_text');
  });
  await knex.schema.alterTable('repositories', table => {
    table
      .bigInteger('revision')
      .notNullable()
      .defaultTo(0)
      .comment('Of the integration, when it was written last');
    table.index(['integration_id', 'revision'], 'repositories_revision_idx');
  });
  await knex.schema.createTable('repository_revisions', table => {
    table.comment('Counts what changes the repositories that are found');
    table.string('integration_id', 64).primary();
    table.bigInteger('revision').notNullable();
    table
      .bigInteger('removals_since')
      .notNullable()
      .comment('What has gone behind this revision is listed');
  });
  await knex.schema.createTable('removed_repositories', table => {
    table.comment('What other processes have to take out of their memory');
    table.string('integration_id', 64).notNullable();
    table.bigInteger('revision').notNullable();
    table.text('name').notNullable();
    table.primary(['integration_id', 'revision', 'name']);
  });
  const known = await knex('repositories').distinct('integration_id');
  for (const { integration_id } of known) {
    await knex('repository_revisions').insert({
      integration_id,
      revision: 1,
      removals_since: 1,
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('removed_repositories');
  await knex.schema.dropTable('repository_revisions');
  // What was searched in the database is crawled again.
  await knex('repositories').delete();
  await knex('crawls').delete();
  await knex('integrations').update({
    repository_index: JSON.stringify({
      state: 'never',
      repositories: 0,
      complete: false,
    }),
  });
  const postgres = knex.client.config.client === 'pg';
  await knex.schema.alterTable('repositories', table => {
    table.dropIndex(
      ['integration_id', 'revision'],
      'repositories_revision_idx',
    );
    table.dropColumn('revision');
  });
  await knex.schema.alterTable('repositories', table => {
    const column = table.text('search_text');
    (postgres ? column.collate('C') : column).notNullable().defaultTo('');
  });
  if (postgres) {
    await knex.schema.createTable('repository_terms', table => {
      table.comment('From where on what is typed may match a repository');
      table.string('integration_id', 64).notNullable();
      table.specificType('rank', 'smallint').notNullable();
      table.text('term').collate('C').notNullable();
      table.text('name').collate('C').notNullable();
      table.text('project');
      table.primary(['integration_id', 'rank', 'term', 'name']);
    });
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
};
