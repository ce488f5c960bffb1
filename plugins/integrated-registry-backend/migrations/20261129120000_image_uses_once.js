// @ts-check

/**
 * An entity has one image of a repository at a time. Several that recorded at once could leave more
 * than one row before; of those the latest stays.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(`DELETE FROM image_uses WHERE id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (
        PARTITION BY workspace, used_by, repository ORDER BY used_at DESC, id DESC
      ) AS place FROM image_uses
    ) AS placed WHERE place > 1
  )`);
  await knex.schema.alterTable('image_uses', table => {
    table.unique(['workspace', 'used_by', 'repository'], {
      indexName: 'image_uses_once_uniq',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('image_uses', table => {
    table.dropUnique(
      ['workspace', 'used_by', 'repository'],
      'image_uses_once_uniq',
    );
  });
};
