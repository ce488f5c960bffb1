import { join } from 'node:path';
import { startPostgres } from 'registry-simulator';
import {
  BackendOptions,
  BenchBackend,
  WORKSPACES,
} from '../backend/BenchBackend';
import { Bench } from '../Claim';
import { startSimulators } from '../registries/startSimulators';

export type Database = 'SQLite' | 'PostgreSQL';

interface Portal extends Pick<BackendOptions, 'frontend'> {
  /** Default: SQLite. */
  database?: Database;
}

export async function startBackend(
  bench: Bench,
  { database = 'SQLite', frontend }: Portal = {},
): Promise<BenchBackend> {
  let where: BackendOptions['database'] = { sqlite: true };
  if (database === 'PostgreSQL') {
    const postgres = await startPostgres();
    bench.onEnd(() => postgres.stop());
    where = { postgres: postgres.connectionString };
  }
  const backend = await BenchBackend.start({
    directory: join(bench.directory, database),
    database: where,
    repository: bench.repository,
    permissions: true,
    frontend,
  });
  bench.onEnd(() => backend.stop());
  return backend;
}

/**
 * A portal with all its repositories in the index: the integrations belong to four workspaces and
 * are shared with everybody, so that every search goes over all of them.
 */
export async function startFullPortal(
  bench: Bench,
  portal: Portal = {},
): Promise<{ backend: BenchBackend; ids: string[] }> {
  const { repositories, integrations } = bench.sizes;
  const simulators = await startSimulators({
    registries: integrations,
    repositories,
    tags: 20,
  });
  bench.onEnd(() => simulators.stop());
  const backend = await startBackend(bench, portal);
  bench.say('filling the repository index');
  const ids: string[] = [];
  for (const [at, url] of simulators.urls.entries()) {
    const workspace = WORKSPACES[at % WORKSPACES.length];
    ids.push(await backend.integrate(`Registry ${at + 1}`, workspace, url));
  }
  for (const id of ids) {
    await backend.crawled(id, Math.floor(repositories / integrations));
    await backend.share(id);
  }
  return { backend, ids };
}
