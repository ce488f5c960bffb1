import { Person, TestPortal } from './startPortal';

/** Shares an integration as it is now. */
export async function share(
  portal: TestPortal,
  id: string,
  sharing: object,
  person: Person = 'olivia',
) {
  const { body } = await portal.call('olivia', `GET /integrations/${id}`);
  return portal.call(
    person,
    `PATCH /integrations/${id}`,
    { sharing },
    { 'If-Match': body.etag },
  );
}
