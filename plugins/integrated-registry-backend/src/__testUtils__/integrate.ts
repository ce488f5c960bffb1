import { Person, TestPortal } from './startPortal';
import { until } from './until';

/** Has Priya integrate a registry for `payments`, and waits until its repositories are known. */
export async function integrate(portal: TestPortal, settings: object) {
  const { body, status } = await portal.call('priya', 'POST /integrations', {
    workspace: 'group:default/payments',
    type: 'docker',
    name: 'Company registry',
    ...settings,
  });
  if (status !== 201) {
    throw new Error(`The registry was not integrated: ${JSON.stringify(body)}`);
  }
  await crawled(portal, body.id);
  return body as { id: string; etag: string };
}

/** The integration as `person` sees it, when its crawl is over. */
export function crawled(
  portal: TestPortal,
  id: string,
  person: Person = 'olivia',
) {
  return until(
    async () => (await portal.call(person, `GET /integrations/${id}`)).body,
    ({ repositoryIndex }) =>
      ['finished', 'failed'].includes(repositoryIndex?.state),
  );
}

/** The integration, when its crawl and its first health check are over. */
export function settled(portal: TestPortal, id: string) {
  return until(
    () => crawled(portal, id),
    ({ health }) => health.state !== 'unknown' && !health.checking,
  );
}
