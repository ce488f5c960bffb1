import { Integration } from 'backstage-plugin-integrated-registry-common';
import { TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';

/** All integrations of a portal, when the crawls of all are over. */
export function crawledIntegrations(
  portal: TestPortal,
): Promise<Integration[]> {
  return until<Integration[]>(
    async () => (await portal.call('olivia', 'GET /integrations')).body.items,
    items =>
      items.length > 0 &&
      items.every(({ repositoryIndex: { state } }) => state === 'finished'),
  );
}
