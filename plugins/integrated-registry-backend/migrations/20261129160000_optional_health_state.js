// @ts-check

/**
 * Nobody reads `health_state`: it is in `health`. The column stays, with a default, because replicas of
 * the version before write it while the portal is updated one replica at a time. A later version drops
 * it. By statements of its own, since knex makes a table of SQLite anew to change a column, and takes
 * with it what refers to the table.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('ALTER TABLE integrations DROP COLUMN health_state');
  await knex.raw(
    "ALTER TABLE integrations ADD COLUMN health_state varchar(20) NOT NULL DEFAULT 'unknown'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const integrations = await knex('integrations').select('id', 'health');
  for (const { id, health } of integrations) {
    await knex('integrations')
      .where({ id })
      .update({ health_state: JSON.parse(health).state });
  }
};
