import { mockServices } from '@backstage/backend-test-utils';
import {
  orAborted,
  RegistryClient,
  takeDiagnosisStep,
} from 'backstage-plugin-integrated-registry-node';
import { IntegrationStore, StoredIntegration } from '../model';
import { RegistryHealthMonitor } from './RegistryHealthMonitor';

/** One integration, and a registry in which a step of the check does not end by itself. */
function startScene() {
  let integration = {
    id: 'one',
    version: 1,
    updatedAt: new Date(),
    health: { state: 'healthy' },
  } as StoredIntegration;
  const store: Partial<IntegrationStore> = {
    get: async () => integration,
    changeHealth: async (_, change) => {
      const health = change(integration.health);
      integration = { ...integration, health };
      return health;
    },
  };
  const client: Partial<RegistryClient> = {
    diagnose: async ({ signal }) => {
      const step = await takeDiagnosisStep(
        'catalogue',
        () => orAborted(new Promise<string>(() => {}), signal),
        signal,
      );
      return { ok: false, steps: [step] };
    },
  };
  const monitor = new RegistryHealthMonitor({
    store: store as IntegrationStore,
    clients: {
      get: async () => client as RegistryClient,
      forget: () => {},
      close: () => {},
    },
    logger: mockServices.logger.mock(),
    loginFailed: async () => {},
  });
  return { monitor, health: () => integration.health };
}

describe('a health check', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('takes a minute at most, however slow the registry is', async () => {
    const { monitor, health } = startScene();
    await monitor.begin('one');
    await jest.advanceTimersByTimeAsync(59_999);
    expect(health()).toMatchObject({
      state: 'healthy',
      checking: { since: expect.any(String) },
    });
    await jest.advanceTimersByTimeAsync(1);
    expect(health()).toMatchObject({
      state: 'unhealthy',
      failure: {
        code: 'TIMED_OUT',
        message: 'Checking the registry took longer than 60 seconds.',
      },
    });
    expect(health()).not.toHaveProperty('checking');
  });
});
