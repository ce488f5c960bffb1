import { Person, TestPortal } from './startPortal';

async function etagOf(portal: TestPortal, id: string): Promise<string> {
  return (await portal.call('olivia', `GET /integrations/${id}`)).body.etag;
}

/** Changes an integration as it is now; `query` is such as `?verify=false`. */
export async function change(
  portal: TestPortal,
  id: string,
  body: object,
  person: Person = 'priya',
  query = '',
) {
  const ifMatch = { 'If-Match': await etagOf(portal, id) };
  return portal.call(
    person,
    `PATCH /integrations/${id}${query}`,
    body,
    ifMatch,
  );
}

/** Removes an integration as it is now. */
export async function remove(
  portal: TestPortal,
  id: string,
  person: Person = 'priya',
) {
  const ifMatch = { 'If-Match': await etagOf(portal, id) };
  return portal.call(person, `DELETE /integrations/${id}`, undefined, ifMatch);
}
