import { TestDatabases } from '@backstage/backend-test-utils';

/** Empty databases of each kind that the backend supports. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
