// @ts-check

/**
 * Moments are kept as ISO 8601 text in UTC, which sorts as it should and reads the same from
 * every database. JSON is kept as text for the same reason.
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
   * @param {number} length
   */
  const text = (table, name, length) => {
    const column = table.string(name, length);
    return postgres ? column.collate('C') : column;
  };

  await knex.schema.createTable('integrations', table => {
    table.comment('Registry connections, each owned by one workspace');
    table.string('id', 64).primary();
    table
      .string('workspace', 255)
      .notNullable()
      .comment('Entity ref of a Group');
    table.string('type', 50).notNullable();
    text(table, 'name', 100).notNullable();
    text(table, 'name_key', 100)
      .notNullable()
      .comment('The name in lower case: unique in a workspace');
    table.text('description');
    table.text('url').notNullable();
    table.string('image_host', 255).notNullable();
    table.string('username', 255);
    table.text('tls_ca_certificate');
    table.boolean('tls_skip_verify').notNullable();
    table.text('repositories').notNullable().comment('JSON');
    table.text('repository_filter').notNullable().comment('JSON');
    table.string('sharing', 20).notNullable();
    table.string('managed_by', 20).notNullable();
    table.text('health').notNullable().comment('JSON');
    table.string('health_state', 20).notNullable();
    table.text('repository_index').notNullable().comment('JSON');
    table.string('created_at', 30).notNullable();
    table.string('created_by', 255).notNullable();
    table.string('updated_at', 30).notNullable();
    table.string('updated_by', 255).notNullable();
    table.integer('version').notNullable();
    table.unique(['workspace', 'name_key'], {
      indexName: 'integrations_name_uniq',
    });
    table.index(['name_key', 'id'], 'integrations_order_idx');
  });

  await knex.schema.createTable('integration_shares', table => {
    table.comment('Workspaces an integration is shared with by name');
    table
      .string('integration_id', 64)
      .notNullable()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.string('workspace', 255).notNullable();
    table.primary(['integration_id', 'workspace']);
    table.index(['workspace'], 'integration_shares_workspace_idx');
  });

  await knex.schema.createTable('credentials', table => {
    table.comment('Encrypted passwords');
    table
      .string('integration_id', 64)
      .primary()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.string('key_id', 100).notNullable();
    table.text('ciphertext').notNullable();
    table.string('expires_at', 30);
    table.index(['key_id'], 'credentials_key_idx');
  });

  await knex.schema.createTable('encryption_keys', table => {
    table.comment(
      'A known text in the ciphertext of each key ever used, to tell a wrong key at start',
    );
    table.string('id', 100).primary();
    table.text('known_text').notNullable();
    table.string('created_at', 30).notNullable();
  });

  await knex.schema.createTable('repositories', table => {
    table.comment('The repository index');
    table
      .string('integration_id', 64)
      .notNullable()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    text(table, 'name', 255).notNullable();
    table.string('project', 255);
    table.string('image_host', 255);
    table.text('description');
    table.string('updated_at', 30);
    table.integer('tag_count');
    table.bigInteger('pull_count');
    table.string('visibility', 10);
    table.bigInteger('generation').notNullable();
    text(table, 'last_part', 255)
      .notNullable()
      .comment('The name behind its last slash, in lower case');
    table
      .text('search_text')
      .notNullable()
      .comment('Name, project and description in lower case');
    table.primary(['integration_id', 'name']);
    table.index(
      ['integration_id', 'generation'],
      'repositories_generation_idx',
    );
    table.index(['integration_id', 'project'], 'repositories_project_idx');
  });

  await knex.schema.createTable('crawls', table => {
    table.comment(
      'Where the crawl of an integration stands; the lease keeps it to one replica',
    );
    table
      .string('integration_id', 64)
      .primary()
      .references('id')
      .inTable('integrations')
      .onDelete('CASCADE');
    table.bigInteger('generation').notNullable();
    table.text('cursor');
    table.integer('seen').notNullable();
    table
      .integer('settings_version')
      .notNullable()
      .comment('Of the integration; a crawl does not outlive a change');
    table.string('lease_owner', 64);
    table.string('lease_expires_at', 30);
  });

  await knex.schema.createTable('image_uses', table => {
    table.comment('Which template or entity chose which image');
    table.string('id', 64).primary();
    table.string('workspace', 255).notNullable();
    table
      .string('integration_id', 64)
      .comment('Stays when the integration goes');
    table.text('reference').notNullable();
    table.string('repository', 255).notNullable();
    table.string('tag', 128);
    table.string('digest', 200);
    table.string('used_by', 255).notNullable();
    table.string('used_at', 30).notNullable();
    table.string('chosen_by', 255).notNullable();
    table.index(['workspace', 'used_at'], 'image_uses_workspace_idx');
    table.index(['integration_id'], 'image_uses_integration_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('image_uses');
  await knex.schema.dropTable('crawls');
  await knex.schema.dropTable('repositories');
  await knex.schema.dropTable('encryption_keys');
  await knex.schema.dropTable('credentials');
  await knex.schema.dropTable('integration_shares');
  await knex.schema.dropTable('integrations');
};
