import {
  message,
  Text,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryGap, TagNames } from '../../provider';
import { ListPage } from './ListReader';
import { uniqueInTurns } from '../../timing';
import { formatCursor } from './PagePosition';

/** One page of names. @public */
export interface OciPage {
  items: string[];
  /** In place of `items`, where the caller takes a long list so. */
  names?: TagNames;
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
  { items, names, next, unproven }: ListPage,
  scope: RegistryGap['scope'],
  what: Text,
): Promise<OciPage> {
  return {
    items: [...(await uniqueInTurns(items))],
    ...(names && { names }),
    ...(next && { cursor: formatCursor(next) }),
    ...(unproven && { gaps: [unprovenGap(scope, what)] }),
  };
}

/** The gap of a list whose end nobody has seen. @public */
export function unprovenGap(
  scope: RegistryGap['scope'],
  what: Text,
): RegistryGap {
  return worded({
    scope,
    code: 'PAGING',
    message: message('GAP_PAGING', { what }),
    remedy: message('GAP_CHECK_PAGING'),
  });
}
