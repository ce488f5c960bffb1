import { RegistrySimulator } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal } from '../__testUtils__/startPortal';
import { twoPlatforms } from '../__testUtils__/twoPlatforms';
import { login, workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('an image that is resolved again, and its platforms', () => {
  it.each<[string, Parameters<typeof RegistrySimulator.start>[0], string]>([
    ['docker', { login }, 'team/app'],
    [
      'harbor',
      {
        harbor: {
          accounts: [{ ...login, kind: 'admin' }],
          projects: [{ name: 'team' }],
        },
      },
      'team/app',
    ],
    [
      'jfrog',
      {
        artifactory: {
          accounts: [login],
          repositories: [{ key: 'docker-local' }],
        },
      },
      'docker-local/team/app',
    ],
  ])('are there at %s every time', async (type, options, repository) => {
    const registry = await RegistrySimulator.start(options);
    registry.store.addImage(repository, twoPlatforms, '1.2.0');
    const portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
    });
    try {
      await integrate(portal, { type, url: registry.url, ...login });
      const { host } = new URL(registry.url);
      for (const time of ['first', 'second', 'third']) {
        const { body } = await portal.call('marco', 'POST /images/resolve', {
          workspace,
          reference: `${host}/${repository}:1.2.0`,
          policy: { platform: 'linux/arm64' },
        });
        expect([time, body.passed, body.rules]).toEqual([
          time,
          true,
          [expect.objectContaining({ rule: 'platform', passed: true })],
        ]);
        const missing = body.platforms.filter(
          (platform: { missing?: boolean }) => platform.missing,
        );
        expect(missing).toEqual([]);
      }
    } finally {
      await portal.stop();
      await registry.stop();
    }
  });
});
