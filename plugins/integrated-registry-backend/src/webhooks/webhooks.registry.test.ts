import {
  buildImage,
  describeWithPrograms,
  DockerRegistry,
  pushContent,
  startDockerRegistry,
} from 'registry-simulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';
import { atWebhook } from './__testUtils__/useWebhooks';

jest.setTimeout(60_000);

describeWithPrograms(
  describe,
  ['docker-registry'],
  'a real registry that calls the webhook',
  () => {
    let directory: string;
    let registry: DockerRegistry;
    let portal: TestPortal;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'webhooks-'));
      registry = await startDockerRegistry({ directory });
      portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    }, 120_000);

    afterAll(async () => {
      await portal?.stop();
      await registry?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    it('shows what is pushed, and what is deleted by its digest, at once', async () => {
      const image = buildImage();
      const push = (repository: string, tag: string) =>
        pushContent(registry.url, repository, tag, image);
      await push('team/app', '1.0');
      const { id } = await integrate(portal, { url: registry.url });
      const webhook = atWebhook(portal, id);
      expect(await webhook.tags('team/app')).toEqual(['1.0']);
      const authorization = `Bearer ${await webhook.renew()}`;
      await registry.stop();
      registry = await startDockerRegistry({
        directory,
        port: Number(new URL(registry.url).port),
        notifications: { url: `${portal.url}/webhooks/${id}`, authorization },
      });

      await push('team/app', '2.0');
      await push('team/new', '1.0');
      await webhook.isFound('team/new');
      const tags = (wanted: string[]) =>
        until(
          () => webhook.tags('team/app'),
          found => found?.join() === wanted.join(),
        );
      await tags(['1.0', '2.0']);

      const { digest } = image.manifest;
      const deleted = await fetch(
        `${registry.url}/v2/team/app/manifests/${digest}`,
        { method: 'DELETE' },
      );
      expect(deleted.status).toBe(202);
      // The registry goes on listing it, without tags.
      await tags([]);
      expect(await webhook.found('team/app')).toBe(true);
    });
  },
);
