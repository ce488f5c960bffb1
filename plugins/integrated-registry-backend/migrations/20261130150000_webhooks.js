// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('webhooks', table => {
    table.comment('Webhooks by which registries report changes');
    table
      .string('integration_id', 64)
      .primary()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.string('key_id', 100).comment('Absent where the secret was removed');
    table.text('ciphertext').comment('The secret, encrypted');
    table.string('created_at', 30).notNullable().comment('Of the secret');
    table.string('created_by', 255).notNullable();
    table.string('last_event_at', 30);
    table.string('last_refused_at', 30);
    table.text('last_refused').comment('JSON: why');
    table.text('changes').comment('JSON: repositories that were reported');
    table
      .string('crawl_due_at', 30)
      .comment('More was reported than is looked at one by one');
    table.index(['key_id'], 'webhooks_key_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('webhooks');
};
