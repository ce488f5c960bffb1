import { RegistryTagPage } from '../provider';
import { isAttachmentTag } from './isAttachmentTag';
import { OciPage } from './paging';

/**
 * A page of tags by their names, without those that carry signatures and the like. Their order is not
 * known: the specification demands lexical order, but distribution 2 does not sort.
 *
 * @public
 */
export function imageTags({
  items,
  names,
  cursor,
  gaps,
}: OciPage): RegistryTagPage {
  return {
    items: items.filter(name => !isAttachmentTag(name)).map(name => ({ name })),
    ...(names && {
      // Most lists have none, which is found out without looking at each name.
      names: names.text.includes('sha')
        ? names.filter(name => !isAttachmentTag(name))
        : names,
    }),
    ...(cursor !== undefined && { cursor }),
    ...(gaps && { gaps }),
    order: 'none',
  };
}
