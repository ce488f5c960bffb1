import { Repository } from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import {
  ListedRegistries,
  ListedRegistry,
} from '../../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { crawledIntegrations } from './crawledIntegrations';
import { main, named, other, spare, spares } from './searchCorpus';
import { SearchQuery, searchPage, searchPages } from './searchPages';
import { Known, nameOf } from './searchPlainly';

function hostOf(spareName: string): string {
  return `${spareName.replace(' ', '-').toLowerCase()}.example.com`;
}

/** Configured, so that their ids are the same everywhere. */
const integrations = [
  ['group:default/payments', 'Main', 'main.example.com'],
  ['group:default/payments', 'Other', 'other.example.com'],
  ...spares.map(name => ['group:default/payments', name, hostOf(name)]),
  ['group:default/storefront', 'Hidden', 'hidden.example.com'],
].map(([workspace, name, host]) => ({
  workspace,
  type: 'listed',
  name,
  url: `https://${host}`,
}));

export const keyOf = ({ integrationId, name }: Repository) =>
  nameOf(integrationId, name);

/** A portal whose registries list the corpus. */
export function useSearch(databaseId: 'SQLITE_3' | 'POSTGRES_15') {
  const registries = new ListedRegistries();
  const scene = {} as {
    knex: Knex;
    portal: TestPortal;
    /** Of the integration `Main`. */
    registry: ListedRegistry;
    /** All that the workspace `payments` finds. */
    everything: Known[];
    /** Ids of integrations by their names. */
    idOf: Record<string, string>;
  };

  const startReplica = () =>
    startPortal({
      knex: scene.knex,
      features: [registries.feature],
      settings: { integrations },
    });

  beforeAll(async () => {
    scene.knex = await databases.init(databaseId);
    scene.registry = registries.add('main.example.com', [...main]);
    registries.add('other.example.com', other);
    for (const name of spares) {
      registries.add(hostOf(name), spare);
    }
    registries.add('late.example.com', named('late/arrival'));
    registries.add('hidden.example.com', named('api', 'secret/api'));
    scene.portal = await startReplica();
    const known = await crawledIntegrations(scene.portal);
    scene.idOf = Object.fromEntries(known.map(item => [item.name, item.id]));
    scene.everything = [
      ...main.map(item => ({ ...item, integration: scene.idOf.Main })),
      ...other.map(item => ({ ...item, integration: scene.idOf.Other })),
      ...spares.flatMap(name =>
        spare.map(item => ({ ...item, integration: scene.idOf[name] })),
      ),
    ];
  }, 300_000);

  afterAll(() => scene.portal?.stop());

  const search = async (query: SearchQuery, replica = scene.portal) =>
    (await searchPage(replica, query)).body;

  async function searchAll(query: SearchQuery) {
    const pages = await searchPages(scene.portal, query);
    return pages.flatMap(({ body }) => body.items.map(keyOf));
  }

  return { scene, startReplica, search, searchAll };
}
