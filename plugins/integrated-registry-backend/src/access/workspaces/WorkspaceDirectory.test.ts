import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { WorkspaceDirectory } from './WorkspaceDirectory';

const GROUPS = 1_200;

function directoryOf(names: readonly string[], maxAgeMs = 60_000) {
  const catalog = catalogServiceMock({
    entities: names.map(
      (name): Entity => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: {
          name,
          annotations: { 'integrated-registry.io/admins': 'user:default/ann' },
        },
      }),
    ),
  });
  return {
    directory: new WorkspaceDirectory({
      catalog,
      auth: mockServices.auth(),
      maxAgeMs,
    }),
    queries: jest.spyOn(catalog, 'queryEntities'),
    reads: jest.spyOn(catalog, 'getEntitiesByRefs'),
  };
}

const names = Array.from({ length: GROUPS }, (_, at) => `team-${at}`);
const refs = names.map(name => `group:default/${name}`);

describe('WorkspaceDirectory', () => {
  it('reads the groups of the catalog once for all who ask', async () => {
    const { directory, queries } = directoryOf(names);
    const lists = await Promise.all([
      directory.all(),
      directory.all(),
      directory.all(),
    ]);
    await directory.all();
    expect(lists.map(({ length }) => length)).toEqual([GROUPS, GROUPS, GROUPS]);
    // Pages of 500.
    expect(queries).toHaveBeenCalledTimes(3);
  });

  it('reads the groups of a person once, however many questions come at once', async () => {
    const { directory, reads } = directoryOf(names);
    const found = await Promise.all([
      directory.find(refs),
      directory.find(refs.slice(100)),
      directory.get(refs[3]),
    ]);
    expect(found[0]).toHaveLength(GROUPS);
    expect(reads).toHaveBeenCalledTimes(1);
    await directory.find(refs);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('names each workspace of an admin once', async () => {
    const { directory } = directoryOf(names.slice(0, 3));
    const found = await directory.administeredBy([
      'user:default/ann',
      'USER:default/Ann',
      'user:default/bob',
    ]);
    expect(found.map(({ entityRef }) => entityRef)).toEqual(refs.slice(0, 3));
  });

  it('asks again after the catalog did not answer', async () => {
    const { directory, queries, reads } = directoryOf(names.slice(0, 3));
    queries.mockRejectedValueOnce(new Error('away'));
    await expect(directory.all()).rejects.toThrow('away');
    expect(await directory.all()).toHaveLength(3);
    reads.mockRejectedValueOnce(new Error('away'));
    await expect(directory.find(refs)).rejects.toThrow('away');
    expect(await directory.find(refs)).toHaveLength(3);
  });
});
