import { foreignLine } from 'backstage-plugin-integrated-registry-common';

/** More than any cell has room for. */
const MAX_LENGTH = 2_000;

/**
 * A text that others wrote: in its own direction, so that it turns nothing beside it, and with what is
 * invisible written out.
 */
export function Foreign({ children }: { children: string }) {
  return <bdi>{foreignLine(children, MAX_LENGTH)}</bdi>;
}
