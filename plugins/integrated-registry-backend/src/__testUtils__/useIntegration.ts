import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  buildImage,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { databases } from './databases';
import { integrate } from './integrate';
import { PortalOptions, startPortal, TestPortal } from './startPortal';

export const login = { username: 'robot', password: 'password-of-a-test' };
export const workspace = 'group:default/payments';

/** A Docker registry with the image `team/app:latest`. */
export async function startRegistry(options: SimulatorOptions = { login }) {
  const registry = await RegistrySimulator.start(options);
  registry.store.addImage('team/app', buildImage(), 'latest');
  return registry;
}

/** Such a registry for all tests of a block. */
export function useRegistry(options?: SimulatorOptions) {
  const now = {} as { registry: RegistrySimulator };

  beforeAll(async () => {
    now.registry = await startRegistry(options);
  });

  afterAll(() => now.registry?.stop());

  return now;
}

/** A portal where Priya has integrated such a registry for `payments`, for all tests of a block. */
export function useIntegration(
  databaseId: TestDatabaseId,
  options: Omit<PortalOptions, 'knex'> = {},
) {
  const now = {} as {
    registry: RegistrySimulator;
    knex: Knex;
    portal: TestPortal;
    /** Of the integration. */
    id: string;
    etag: string;
  };

  beforeAll(async () => {
    now.registry = await startRegistry();
    now.knex = await databases.init(databaseId);
    now.portal = await startPortal({ knex: now.knex, ...options });
    const { url } = now.registry;
    const { id, etag } = await integrate(now.portal, { url, ...login });
    Object.assign(now, { id, etag });
  }, 120_000);

  afterAll(async () => {
    await now.portal?.stop();
    await now.registry?.stop();
  });

  return now;
}
