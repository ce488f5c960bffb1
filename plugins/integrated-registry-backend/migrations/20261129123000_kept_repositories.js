// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('repositories', table => {
    table
      .string('kept_since', 30)
      .comment(
        'Since when the registry no longer shows it, without being gone',
      );
  });
  await knex.schema.alterTable('crawls', table => {
    table
      .string('source', 64)
      .comment('Of the last crawl that reached the end: which registry it was');
  });
  await knex.schema.createTable('crawl_pages', table => {
    table.comment('What the crawl under way has seen, page by page');
    table
      .string('integration_id', 64)
      .notNullable()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.integer('page').notNullable();
    table.text('ids').notNullable().comment('Of repositories; JSON');
    table.text('gaps').notNullable().comment('JSON');
    table.primary(['integration_id', 'page']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('crawl_pages');
  await knex.schema.alterTable('crawls', table => {
    table.dropColumn('source');
  });
  await knex.schema.alterTable('repositories', table => {
    table.dropColumn('kept_since');
  });
};
