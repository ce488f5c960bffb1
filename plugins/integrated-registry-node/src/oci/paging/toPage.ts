import { RegistryGap } from '../../provider/RegistryProvider';
import { ListPage } from './ListReader';
import { uniqueInTurns } from '../../inTurns';
import { formatCursor } from './PagePosition';

/** One page of names. @public */
export interface OciPage {
  items: string[];
  /** Where to go on after this page; absent on the last one. */
  cursor?: string;
  /** What is missing, as far as this page tells. */
  gaps?: RegistryGap[];
}

/**
 * A page as it is handed out: each name once, with what may be missing.
 *
 * @param what - as in "all of ...": `the tags of team/app`
 */
export async function toPage(
  { items, next, unproven }: ListPage,
  scope: RegistryGap['scope'],
  what: string,
): Promise<OciPage> {
  return {
    items: [...(await uniqueInTurns(items))],
    ...(next && { cursor: formatCursor(next) }),
    ...(unproven && { gaps: [unprovenGap(scope, what)] }),
  };
}

/** The gap of a list whose end nobody has seen. @public */
export function unprovenGap(
  scope: RegistryGap['scope'],
  what: string,
): RegistryGap {
  return {
    scope,
    code: 'PAGING',
    message: `There may be more than was read: the registry does not show that it sent all of ${what}.`,
    remedy:
      'Ask the registry’s administrator to check its paging, and the Link headers of a proxy before it.',
  };
}
