import {
  artifactoryCall,
  ChangedImage,
  distributionCall,
  harborCall,
  quayCall,
  WebhookCall,
} from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { startPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';
import { atWebhook, useWebhooks } from './__testUtils__/useWebhooks';

jest.setTimeout(60_000);

/** How each registry tells the same; Harbor's and Artifactory's by their descriptions. */
const kinds: [string, (changed: ChangedImage) => WebhookCall][] = [
  ['distribution', distributionCall],
  ['Harbor', harborCall],
  ['Harbor, as CloudEvents', changed => harborCall(changed, 'CloudEvents')],
  ['Artifactory', artifactoryCall],
  [
    'Artifactory, signed',
    changed => artifactoryCall(changed, { signed: true }),
  ],
  ['Quay', quayCall],
];

describe.each(databases.eachSupportedId())('webhooks on %s', databaseId => {
  const { scene, webhook, push } = useWebhooks(databaseId);

  it.each(kinds)(
    'show a pushed tag and a new repository at once: %s',
    async (kind, call) => {
      const { secret } = webhook;
      const name = `team/${kind.toLowerCase().replace(/\W+/g, '-')}`;
      push('team/app', kind.replace(/\W+/g, '-'));
      const told = await webhook.send(call({ secret, repository: 'team/app' }));
      expect([told.status, told.body.repositories]).toEqual([
        202,
        expect.any(Number),
      ]);
      expect(await webhook.tags('team/app')).toContain(
        kind.replace(/\W+/g, '-'),
      );
      push(name, '1.0');
      expect(await webhook.found(name)).toBe(false);
      await webhook.send(call({ secret, repository: name }));
      await webhook.isFound(name);
      const { lastEventAt } = await webhook.read();
      expect(Date.now() - Date.parse(lastEventAt)).toBeLessThan(10_000);
    },
  );

  it('remove a repository that is gone, and count what is left', async () => {
    const { secret } = webhook;
    const told = async () =>
      (await scene.portal.call('priya', `GET /integrations/${scene.id}`)).body
        .repositoryIndex.repositories;
    const rows = () =>
      scene.knex('repositories').where({ integration_id: scene.id });
    /** Looks of the tests before may still be under way. */
    const isCounted = async () =>
      until(
        async () => (await told()) === (await rows()).length,
        isRight => isRight,
      );
    push('team/short-lived', '1.0');
    const call = { secret, repository: 'team/short-lived' };
    await webhook.send(distributionCall(call));
    await webhook.isFound('team/short-lived');
    await isCounted();
    scene.registry.store.removeRepository('team/short-lived');
    const { body } = await webhook.send(
      distributionCall({ ...call, deleted: true }),
    );
    expect(body.repositories).toBe(1);
    await webhook.isFound('team/short-lived', false);
    await isCounted();
    expect(await rows().where({ name: 'team/short-lived' })).toEqual([]);
  });

  it('tell other replicas, which have a cache of their own', async () => {
    const other = await startPortal({ knex: scene.knex });
    try {
      const there = atWebhook(other, scene.id);
      const before = await there.tags('team/app');
      push('team/app', 'for-replicas');
      expect(await there.tags('team/app')).toEqual(before);
      const { secret } = webhook;
      await webhook.send(distributionCall({ secret, repository: 'team/app' }));
      expect(await there.tags('team/app')).toContain('for-replicas');
      push('team/for-replicas', '1.0');
      await webhook.send(
        distributionCall({ secret, repository: 'team/for-replicas' }),
      );
      await there.isFound('team/for-replicas');
    } finally {
      await other.stop();
    }
  });

  it('believe nothing: what the registry does not have is not added', async () => {
    const { secret } = webhook;
    push('team/real', '1.0');
    await webhook.send(
      distributionCall(
        { secret, repository: 'team/invented' },
        { repository: 'team/real' },
      ),
    );
    await webhook.isFound('team/real');
    expect(await webhook.found('team/invented')).toBe(false);
  });

  it('leave what is known where the registry does not answer', async () => {
    const { secret } = webhook;
    const before = await webhook.tags('team/app');
    scene.registry.setFaults({ failWith: () => 500 });
    try {
      await webhook.send(distributionCall({ secret, repository: 'team/app' }));
      expect(await webhook.tags('team/app')).toEqual(before);
      expect(await webhook.found('team/app')).toBe(true);
    } finally {
      scene.registry.setFaults({});
    }
  });
});
