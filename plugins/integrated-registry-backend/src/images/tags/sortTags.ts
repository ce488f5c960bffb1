import { Tag } from 'backstage-plugin-integrated-registry-common';
import { mapInTurns, sortInTurns } from '../../platform';
import { TagConventions } from './TagConventions';
import { textOf } from './tagOrder';

/**
 * Sorts tags by what their names say, newest first, without holding up everybody else, however many there are.
 *
 * @param conventions - of the list
 */
export async function sortTags(
  tags: readonly Tag[],
  conventions: TagConventions,
): Promise<Tag[]> {
  const sortable = await mapInTurns(tags, tag => ({
    tag,
    text: textOf('semver', tag.name, conventions),
  }));
  const sorted = await sortInTurns(sortable, (a, b) =>
    a.text < b.text ? -1 : Number(a.text > b.text),
  );
  return sorted.map(({ tag }) => tag);
}
