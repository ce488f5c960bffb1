import { TestDatabaseId } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { login, workspace } from '../../__testUtils__/useIntegration';

export interface Listed {
  id: string;
  name: string;
  etag: string;
}

/** Portals that start with integrations from their configuration. */
export function useConfigured(databaseId: TestDatabaseId) {
  let knex: Knex;
  let registry: RegistrySimulator;
  let entry: JsonObject & { name: string };
  let portal: TestPortal | undefined;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    registry = await RegistrySimulator.start({ login });
    registry.store.addImage('team/app', buildImage(), 'latest');
    entry = {
      workspace,
      type: 'docker',
      name: 'Company registry',
      url: registry.url,
      ...login,
    };
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    await registry?.stop();
    await knex?.destroy();
  });

  /** Ends the portal if one runs, and starts it with these integrations. */
  async function start(...integrations: JsonObject[]): Promise<TestPortal> {
    await portal?.stop();
    portal = undefined;
    portal = await startPortal({ knex, settings: { integrations } });
    return portal;
  }

  async function list(): Promise<Listed[]> {
    const { body } = await portal!.call('olivia', 'GET /integrations');
    return body.items;
  }

  return {
    start,
    get entry() {
      return entry;
    },
    get portal() {
      return portal;
    },
    get knex() {
      return knex;
    },
    get registry() {
      return registry;
    },
    list,
  };
}
