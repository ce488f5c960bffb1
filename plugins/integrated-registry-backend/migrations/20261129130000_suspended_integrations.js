// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('integrations', table => {
    table
      .string('suspended_since', 30)
      .comment('Since when the catalog no longer has the workspace');
  });
  await knex.schema.createTable('catalog_sizes', table => {
    table.comment('How many groups the catalog had when it was last whole');
    table.string('kind', 64).primary();
    table.integer('count').notNullable();
    table.string('seen_at', 30).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('catalog_sizes');
  await knex.schema.alterTable('integrations', table => {
    table.dropColumn('suspended_since');
  });
};
