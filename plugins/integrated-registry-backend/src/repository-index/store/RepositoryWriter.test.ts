import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import { Database, migrate } from '../../platform';
import { Change } from '../search/IntegrationNames';
import { RepositoryWriter } from './RepositoryWriter';

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'RepositoryWriter on %s',
  databaseId => {
    let knex: Knex;
    let writer: RepositoryWriter;
    let changes: Change[];

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const database = Database.of(knex, logger);
      await migrate(database, logger);
      writer = new RepositoryWriter(
        database,
        () => false,
        (_, change) => changes.push(change),
      );
      changes = [];
    });

    afterEach(() => knex.destroy());

    const read = () => knex('repositories').orderBy('name').select();
    const app = { name: 'team/app', description: 'The shop' };

    it('updates what changes by use, and leaves what search reads', async () => {
      const ids = await writer.write('i', 1, [
        { ...app, pullCount: 1 },
        { name: 'team/base', pullCount: 5 },
      ]);
      const before = await read();
      const used = {
        pullCount: 2,
        tagCount: 3,
        updatedAt: '2026-11-01T00:00:00.000Z',
      };
      expect(
        await writer.write('i', 2, [
          { ...app, ...used },
          { name: 'team/base', pullCount: 5 },
        ]),
      ).toEqual(ids);
      const after = await read();
      expect(Number(after[0].pull_count)).toBe(2);
      expect(after[0]).toEqual({
        ...before[0],
        pull_count: after[0].pull_count,
        tag_count: 3,
        updated_at: '2026-11-01T00:00:00.000Z',
      });
      // The generation shows that it was not written.
      expect(after[1]).toEqual(before[1]);
      expect(changes).toHaveLength(1);
    });

    it('writes all of a repository where search reads a difference', async () => {
      await writer.write('i', 1, [{ ...app, pullCount: 1 }]);
      await writer.write('i', 2, [
        { ...app, description: 'Another shop', pullCount: 2 },
      ]);
      const [row] = await read();
      expect(row).toMatchObject({ description: 'Another shop' });
      expect(changes.map(({ changed }) => changed)).toEqual([
        [{ id: row.id, name: 'team/app', description: 'The shop' }],
        [{ id: row.id, name: 'team/app', description: 'Another shop' }],
      ]);
      expect(Number(row.revision)).toBe(changes[1].revision);
      expect(changes[1].revision).toBe(changes[0].revision + 1);
      expect([Number(row.pull_count), Number(row.generation)]).toEqual([2, 2]);
    });
  },
);
