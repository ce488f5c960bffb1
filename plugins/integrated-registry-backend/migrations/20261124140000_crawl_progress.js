// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('crawls', table => {
    table.integer('pages').notNullable().defaultTo(0);
    table
      .string('started_at', 30)
      .comment('Of the whole crawl, resumed or not');
    table
      .boolean('whole')
      .notNullable()
      .defaultTo(true)
      .comment('Nothing has been left out so far');
    table
      .boolean('cancel_requested')
      .notNullable()
      .defaultTo(false)
      .comment('For the replica that has the lease');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('crawls', table => {
    table.dropColumns('pages', 'started_at', 'whole', 'cancel_requested');
  });
};
