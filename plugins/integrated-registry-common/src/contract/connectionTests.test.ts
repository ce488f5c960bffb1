import { connectionTestRequestSchema } from './connectionTests';
import { issuesOf, settings } from './__testUtils__/issuesOf';

describe('connectionTestRequestSchema', () => {
  const { name, ...unsaved } = settings;

  it.each([unsaved, { integrationId: 'one', password: 'new' }])(
    'takes %j',
    request => {
      expect(connectionTestRequestSchema.parse(request)).toEqual(request);
    },
  );

  it.each<[object, string, RegExp]>([
    [{ ...unsaved, url: 'https://u:p@r.io' }, 'url', /user name or password/],
    [{ ...unsaved, imageHots: 'r.io' }, 'imageHots', /There is no field/],
    [{ integrationId: 'one', url: 'ftp://r.io' }, 'url', /start with https/],
    [{}, 'integrationId', /integrationId of a saved .* or workspace, type/],
  ])(
    'speaks of the form that %j comes closest to',
    (request, path, message) => {
      expect(issuesOf(connectionTestRequestSchema, request)).toEqual([
        { path, message: expect.stringMatching(message) },
      ]);
    },
  );
});
