import { TestDatabaseId } from '@backstage/backend-test-utils';
import { useIntegration } from '../../__testUtils__/useIntegration';

/** The user as an event names it. */
export const by = (person: string) =>
  expect.stringContaining(`user:default/${person}`);

/** A portal with an integration, whose audit events are looked at. */
export function useAudit(databaseId: TestDatabaseId) {
  const scene = useIntegration(databaseId);

  /** The events of a call, and no others. */
  async function eventsOf(act: () => Promise<unknown>) {
    const before = scene.portal.events.length;
    await act();
    return scene.portal.events.slice(before);
  }

  return { scene, eventsOf };
}
