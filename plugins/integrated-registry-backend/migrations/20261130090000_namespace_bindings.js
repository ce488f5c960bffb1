// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   * @param {number} length
   */
  const text = (table, name, length) => {
    const column = table.string(name, length);
    return postgres ? column.collate('C') : column;
  };

  await knex.schema.createTable('namespace_bindings', table => {
    table.comment(
      'Namespaces of clusters that belong to workspaces, and how their pull secrets stand',
    );
    table.string('id', 64).primary();
    text(table, 'workspace', 255).notNullable();
    text(table, 'cluster', 63).notNullable();
    text(table, 'namespace', 63).notNullable();
    table.text('service_accounts').notNullable().comment('JSON');
    table.string('managed_by', 20).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 255).notNullable();
    table
      .string('suspended_since', 30)
      .comment('Since when the catalog no longer has the workspace');
    table
      .string('removing_since', 30)
      .comment('The row goes once its Secret is gone');
    table.string('state', 20).notNullable();
    table.string('since', 30).notNullable();
    table.text('problem').comment('JSON');
    table.text('integrations').notNullable().comment('JSON: ids in the Secret');
    table.text('linked').notNullable().comment('JSON: ServiceAccounts');
    table
      .string('inputs_hash', 64)
      .comment('Of all that the Secret is made from; differs: look again');
    table.string('applied_hash', 64).comment('Keyed; of the Secret as written');
    table.string('secret_uid', 64);
    table.string('resource_version', 64);
    table.string('checked_at', 30);
    table.string('applied_at', 30);
    table.string('due_at', 30).notNullable().comment('When to look again');
    table.integer('attempts').notNullable().comment('Failed ones in a row');
    table.string('held_by', 64).comment('Who looks after it at the moment');
    table.string('held_until', 30);
    table.unique(['cluster', 'namespace'], {
      indexName: 'namespace_bindings_namespace_uniq',
    });
    table.index(
      ['workspace', 'cluster', 'namespace'],
      'namespace_bindings_order_idx',
    );
  });

  await knex.schema.createTable('pull_credentials', table => {
    table.comment(
      'Which credential of an integration goes into the pull secrets of a workspace',
    );
    table
      .string('integration_id', 64)
      .notNullable()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.string('workspace', 255).notNullable();
    table.string('source', 20).notNullable();
    table.string('username', 255);
    table.string('key_id', 100);
    table.text('ciphertext');
    table.string('expires_at', 30);
    table.string('decided_at', 30).notNullable();
    table.string('decided_by', 255).notNullable();
    table.primary(['integration_id', 'workspace']);
    table.index(['workspace'], 'pull_credentials_workspace_idx');
    table.index(['key_id'], 'pull_credentials_key_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pull_credentials');
  await knex.schema.dropTable('namespace_bindings');
};
