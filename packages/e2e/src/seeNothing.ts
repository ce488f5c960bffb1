import { callAs } from './callAs';
import { Scene } from './findImages';

/** What somebody sees of an integration that they may not use: nothing. */
export async function seeNothing(
  {
    portal,
    browser,
    integrationId,
    host,
  }: Pick<Scene, 'portal' | 'browser' | 'integrationId' | 'host'>,
  name: string,
  hasWorkspace: boolean,
): Promise<void> {
  const outsider = await browser.signIn(name);
  const entry = outsider.getByRole('link', { name: 'Integrated Registry' });
  // The sidebar has been drawn with all that is ever in it.
  await outsider.waitForLoadState('networkidle');
  await entry.waitFor({ state: hasWorkspace ? 'visible' : 'hidden' });
  expect(await entry.count()).toBe(hasWorkspace ? 1 : 0);
  await outsider.goto('/integrated-registry');
  await outsider
    .getByText(
      hasWorkspace
        ? 'No registry is integrated yet'
        : 'You do not belong to a workspace yet',
    )
    .waitFor();
  expect(await outsider.getByText('Company registry').count()).toBe(0);

  const get = (path: string) => callAs(outsider, portal, path);
  const workspace = 'workspace=group:default/payments';
  const image = 'repository=team/app';
  expect((await get('/integrations')).body).toMatchObject({ items: [] });
  expect((await get(`/integrations?${workspace}`)).body).toMatchObject({
    items: [],
  });
  const hidden = [
    `/integrations/${integrationId}`,
    `/integrations/${integrationId}/tags?${image}`,
    `/integrations/${integrationId}/artifact?${image}&reference=1.2.0`,
    `/repositories?${workspace}`,
    `/repository-sources?${workspace}`,
    `/image-uses?${workspace}`,
    `/images/parse?${workspace}&reference=${host}/team/app:1.2.0`,
  ];
  for (const path of hidden) {
    const answer = await get(path);
    expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    expect(JSON.stringify(answer.body)).not.toMatch(/Company registry/);
  }
  const resolved = await callAs(outsider, portal, '/images/resolve', {
    workspace: 'group:default/payments',
    reference: `${host}/team/app:1.2.0`,
  });
  expect(resolved.status).toBe(404);
}
