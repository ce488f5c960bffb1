import { TestDatabases } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { startPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function startScene(latencyMs: number) {
  const registry = await RegistrySimulator.start();
  registry.store.addImage('team/app', buildImage(), '1.0.0');
  const portal = await startPortal({ knex: await databases.init('SQLITE_3') });
  const { body } = await portal.call('priya', 'POST /integrations', {
    workspace: 'group:default/payments',
    type: 'docker',
    name: 'Company registry',
    url: registry.url,
  });
  registry.setFaults({
    latencyMs,
    only: path => path.includes('/manifests/'),
  });
  registry.takeRequests();
  const resolved = portal.call('marco', 'POST /images/resolve', {
    workspace: 'group:default/payments',
    selection: {
      integrationId: body.id,
      repository: 'team/app',
      tag: '1.0.0',
    },
  });
  while (!registry.takeRequests().some(each => each.includes('/manifests/'))) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return { registry, portal, resolved };
}

it('answers what it has begun before it shuts down', async () => {
  const { registry, portal, resolved } = await startScene(1_000);
  const [{ status, body }] = await Promise.all([resolved, portal.stop()]);
  expect([status, body.error]).toEqual([200, undefined]);
  await registry.stop();
});

it('shuts down within ten seconds where a registry does not answer', async () => {
  const { registry, portal, resolved } = await startScene(60_000);
  const began = performance.now();
  const [{ status }] = await Promise.all([resolved, portal.stop()]);
  expect(status).toBe(503);
  expect(performance.now() - began).toBeLessThan(10_000);
  await registry.stop();
});
