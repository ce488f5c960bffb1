import { artifactQuerySchema } from './artifacts';
import {
  recordImageUseRequestSchema,
  resolveImageRequestSchema,
} from './images';
import { issuesOf } from './__testUtils__/issuesOf';

describe('image requests', () => {
  const workspace = 'group:default/payments';
  const reference = 'r.io/team/app:1';

  it.each<[object, string, RegExp]>([
    [{ workspace }, '', /either a reference or a selection/],
    [
      {
        workspace,
        selection: { integrationId: 'one', repository: 'team/app' },
      },
      'selection',
      /a tag, a digest or both/,
    ],
    [
      {
        workspace,
        selection: {
          integrationId: 'one',
          repository: 'team/app',
          digest: 'sha256:abc',
        },
      },
      'selection.digest',
      /has 64 hexadecimal digits, but this one has 3/,
    ],
    [
      { workspace, reference, policy: { maxseverity: 'high' } },
      'policy.maxseverity',
      /There is no option "maxseverity"\. Did you mean maxSeverity\?/,
    ],
    [
      { workspace, reference, policy: { tagPattern: '(' } },
      'policy.tagPattern',
      /not a regular expression/,
    ],
    [
      { workspace, reference, policy: { platform: 'linux' } },
      'policy.platform',
      /such as linux\/amd64/,
    ],
  ])('refuses to resolve %j', (request, path, message) => {
    expect(issuesOf(resolveImageRequestSchema, request)).toEqual([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  it('pins both tag and digest unless told otherwise', () => {
    expect(
      resolveImageRequestSchema.parse({ workspace, reference, policy: {} }),
    ).toMatchObject({ policy: { pin: 'both' } });
  });

  it('wants a whole entity ref for a use', () => {
    expect(
      issuesOf(recordImageUseRequestSchema, {
        workspace,
        reference,
        usedBy: 'shop',
      }),
    ).toEqual([
      { path: 'usedBy', message: expect.stringMatching(/component:default/) },
    ]);
  });

  it.each([
    ['sha256:abc', /A sha256 digest has 64/],
    ['.1', /A tag must not begin with/],
  ])('says why %s is neither tag nor digest', (value, message) => {
    expect(
      issuesOf(artifactQuerySchema, { repository: 'a', reference: value }),
    ).toEqual([{ path: 'reference', message: expect.stringMatching(message) }]);
  });
});
