import { Knex } from 'knex';

/** How many image uses are kept; of more, the oldest go. */
export interface ImageUseLimits {
  /** In one workspace: nobody pushes out much of what others have recorded. */
  perPerson: number;
  perWorkspace: number;
}

/** Removes what is beyond the limits in a workspace, after somebody has recorded a use there. */
export async function trimImageUses(
  knex: Knex,
  { workspace, chosenBy }: { workspace: string; chosenBy: string },
  { perPerson, perWorkspace }: ImageUseLimits,
): Promise<void> {
  await trim(knex, { workspace, chosen_by: chosenBy }, perPerson);
  await trim(knex, { workspace }, perWorkspace);
}

async function trim(
  knex: Knex,
  where: Record<string, string>,
  kept: number,
): Promise<void> {
  const oldest = await knex('image_uses')
    .where(where)
    .orderBy([
      { column: 'used_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .offset(kept)
    .limit(100)
    .select('id');
  if (oldest.length > 0) {
    await knex('image_uses')
      .whereIn(
        'id',
        oldest.map(({ id }) => id),
      )
      .delete();
  }
}
