import { knex, Knex } from 'knex';

/**
 * Has the portal know people as it knows those who have signed in: their tokens are checked against
 * what its auth plugin has written down of them.
 *
 * @param database - of the auth plugin
 * @param people - what each owns through, as entity refs
 * @internal
 */
export async function admitPeople(
  database: Knex.Config,
  people: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const auth = knex(database);
  try {
    const now = new Date().toISOString();
    await auth.batchInsert(
      'user_info',
      [...people].map(([sub, ent]) => ({
        user_entity_ref: sub,
        user_info: JSON.stringify({ claims: { sub, ent } }),
        updated_at: now,
        created_at: now,
      })),
      100,
    );
  } finally {
    await auth.destroy();
  }
}
