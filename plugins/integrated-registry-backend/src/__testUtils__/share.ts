import { change } from './change';
import { Person, TestPortal } from './startPortal';

/** Shares an integration as it is now. */
export function share(
  portal: TestPortal,
  id: string,
  sharing: object,
  person: Person = 'olivia',
) {
  return change(portal, id, { sharing }, person);
}
