import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { hash } from 'node:crypto';
import { Entry } from '../search/Entry';
import { StoredRepository } from './RepositoryStore';

/** What is read of `repositories`. */
export interface RepositoryRow {
  id: number;
  integration_id: string;
  name: string;
  project: string | null;
  image_host: string | null;
  description: string | null;
  updated_at: string | null;
  tag_count: number | null;
  pull_count: number | string | null;
  visibility: 'public' | 'private' | null;
  kept_since: string | null;
}

/** What changes when images are pushed and pulled. */
export type UseColumns = Pick<
  RepositoryRow,
  'updated_at' | 'tag_count' | 'pull_count'
>;

export function isUsedAlike(one: UseColumns, other: UseColumns): boolean {
  return (
    one.updated_at === other.updated_at &&
    one.tag_count === other.tag_count &&
    // PostgreSQL tells a bigint as text.
    String(one.pull_count) === String(other.pull_count)
  );
}

export const repositoryColumns = [
  'id',
  'integration_id',
  'name',
  'project',
  'image_host',
  'description',
  'updated_at',
  'tag_count',
  'pull_count',
  'visibility',
  'kept_since',
] as const satisfies (keyof RepositoryRow)[];

export function toRow(
  integrationId: string,
  generation: number,
  item: RegistryRepository,
) {
  const description = clean(item.description);
  const columns = {
    name: item.name,
    project: clean(item.project),
    image_host: item.imageHost ?? null,
    description,
    visibility: item.visibility ?? null,
  };
  return {
    integration_id: integrationId,
    ...columns,
    updated_at: item.updatedAt ?? null,
    tag_count: item.tagCount ?? null,
    pull_count: item.pullCount ?? null,
    // Without what changes by use: a pull is no reason to write what search reads.
    content_hash: hash('sha256', JSON.stringify(columns), 'base64url').slice(
      0,
      32,
    ),
    generation,
  };
}

/** What is searched. */
export function toEntry({
  id,
  name,
  project,
  description,
}: Pick<RepositoryRow, 'id' | 'name' | 'project' | 'description'>): Entry {
  return {
    id,
    name,
    ...(project !== null && { project }),
    ...(description !== null && { description }),
  };
}

export function fromRow(row: RepositoryRow): StoredRepository {
  return {
    integrationId: row.integration_id,
    name: row.name,
    ...(row.project !== null && { project: row.project }),
    ...(row.image_host !== null && { imageHost: row.image_host }),
    ...(row.description !== null && { description: row.description }),
    ...(row.updated_at !== null && { updatedAt: row.updated_at }),
    ...(row.tag_count !== null && { tagCount: row.tag_count }),
    ...(row.pull_count !== null && { pullCount: Number(row.pull_count) }),
    ...(row.visibility !== null && { visibility: row.visibility }),
    ...(row.kept_since !== null && { keptSince: row.kept_since }),
  };
}

/** Can every database hold this name as it is? Neither NUL nor half a character is text. */
export function isStorable(name: string): boolean {
  return clean(name) === name && name.length <= 255;
}

function clean(text: string | undefined): string | null {
  return text?.replace(/\0|\p{Surrogate}/gu, '') ?? null;
}
