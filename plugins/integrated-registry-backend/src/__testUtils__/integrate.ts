import { TestPortal } from './startPortal';

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

/** The integration, when its crawl is over. */
export async function crawled(portal: TestPortal, id: string) {
  for (;;) {
    const { body } = await portal.call('olivia', `GET /integrations/${id}`);
    if (['finished', 'failed'].includes(body.repositoryIndex?.state)) {
      return body;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
