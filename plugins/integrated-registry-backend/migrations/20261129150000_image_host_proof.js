// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('integrations', table => {
    table
      .string('image_host_proof', 20)
      .comment('What shows that the image host is the registry’s');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('integrations', table => {
    table.dropColumn('image_host_proof');
  });
};
