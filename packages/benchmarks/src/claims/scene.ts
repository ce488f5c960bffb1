import { join } from 'node:path';
import { runProgram, startPostgres } from 'registry-simulator';
import { BackendOptions } from '../backend/BackendOptions';
import { BenchBackend } from '../backend/BenchBackend';
import { WORKSPACES } from '../backend/people';
import { Bench, Database } from '../Claim';
import { startSimulators } from '../registries/startSimulators';

export interface Portal
  extends Pick<BackendOptions, 'frontend' | 'groups' | 'memberOf'> {
  /** Default: SQLite. */
  database?: Database;
}

export async function startBackend(
  bench: Bench,
  portal: Portal = {},
): Promise<BenchBackend> {
  return startOn(await openDatabase(bench, portal), bench, portal);
}

export async function openDatabase(
  bench: Bench,
  { database }: Portal,
): Promise<BackendOptions['database']> {
  if (database !== 'PostgreSQL') {
    return { sqlite: true };
  }
  const postgres = await startPostgres();
  bench.onEnd(() => postgres.stop());
  return { postgres: postgres.connectionString };
}

export async function startOn(
  where: BackendOptions['database'],
  bench: Bench,
  { database = 'SQLite', ...portal }: Portal,
): Promise<BenchBackend> {
  const backend = await BenchBackend.start({
    directory: join(bench.directory, database),
    database: where,
    repository: bench.repository,
    permissions: true,
    ...portal,
  });
  bench.onEnd(() => backend.stop());
  return backend;
}

/** What PostgreSQL does by itself in the minutes after much was written, now. */
export async function tidyUp(where: BackendOptions['database']): Promise<void> {
  if ('postgres' in where) {
    await runProgram('vacuumdb', [
      '--all',
      '--analyze',
      '--quiet',
      `--maintenance-db=${where.postgres}`,
    ]);
  }
}

/**
 * A portal with all its repositories in the index: the integrations belong to four workspaces and
 * are shared with everybody, so that every search goes over all of them. Nothing of having filled it
 * goes on.
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
  const where = await openDatabase(bench, portal);
  const backend = await startOn(where, bench, portal);
  bench.say('filling the repository index');
  const ids: string[] = [];
  for (const [at, url] of simulators.urls.entries()) {
    const workspace = WORKSPACES[at % WORKSPACES.length];
    ids.push(await backend.api.integrate(`Registry ${at + 1}`, workspace, url));
  }
  for (const id of ids) {
    await backend.api.crawled(id, Math.floor(repositories / integrations));
    await backend.api.share(id);
  }
  await tidyUp(where);
  return { backend, ids };
}
