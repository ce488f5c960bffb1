// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('minted_credentials', table => {
    table.comment('Pull credentials that the portal has made in registries');
    table.string('name', 63).primary().comment('What the registry calls it');
    // No reference: it is revoked after its integration is gone.
    table.string('integration_id', 64).notNullable();
    table.string('workspace', 255).notNullable();
    table
      .text('connection')
      .notNullable()
      .comment('JSON: how to reach the registry, with the encrypted password');
    table.text('scope').notNullable().comment('JSON: projects or group');
    table.string('state', 20).notNullable();
    table.string('username', 255);
    table.string('key_id', 100);
    table.text('ciphertext');
    table.string('expires_at', 30);
    table.string('created_at', 30).notNullable();
    table.string('due_at', 30).comment('When to try to revoke it');
    table.integer('attempts').notNullable().comment('Failed ones in a row');
    table.index(
      ['integration_id', 'workspace'],
      'minted_credentials_integration_idx',
    );
  });

  await knex.schema.alterTable('pull_credentials', table => {
    table.string('rights_group', 255).comment('Whose rights a minted one has');
    table
      .text('mint_failure')
      .comment('JSON: why none could be made, and when to try again');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pull_credentials', table => {
    table.dropColumns('rights_group', 'mint_failure');
  });
  await knex.schema.dropTable('minted_credentials');
};
