import { Integration } from '../../contract';

export const asOf = '2025-01-01T00:00:00.000Z';
export const emptyPage = { items: [], complete: true, asOf };
export const integration: Integration = {
  id: 'one',
  type: 'docker',
  name: 'Team registry',
  health: { state: 'unknown' },
  repositoryIndex: { state: 'never', repositories: 0, complete: false },
  access: 'manage',
  managedBy: 'user',
  etag: '"1"',
};
