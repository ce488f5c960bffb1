import { repositorySearchQuerySchema } from './repositories';
import { issuesOf, settings } from './__testUtils__/issuesOf';

describe('repositorySearchQuerySchema', () => {
  it.each(['q', 'project', 'integration', 'cursor'])(
    'refuses a NUL in %s, which no database takes',
    field => {
      expect(
        issuesOf(repositorySearchQuerySchema, {
          workspace: settings.workspace,
          [field]: 'a\0',
        }),
      ).toEqual([
        { path: field, message: expect.stringMatching(/control characters/) },
      ]);
    },
  );
});
