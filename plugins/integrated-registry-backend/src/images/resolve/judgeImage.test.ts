import {
  Artifact,
  ImagePolicy,
  RegistryFailure,
  RuleVerdict,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../../model';
import { judgeImage } from './judgeImage';
import { JudgedImage } from './rules/JudgedImage';

const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64' };
const withPlatforms = (...platforms: object[]): Partial<JudgedImage> => ({
  artifact: { kind: 'image', platforms } as Artifact,
});

const image: JudgedImage = {
  integration: {
    id: 'the-id',
    name: 'Company registry',
    type: 'harbor',
    managedBy: 'config',
    sharing: { with: 'nobody', workspaces: [] },
  } as unknown as StoredIntegration,
  repository: 'team/app',
  tag: '1.2.3',
  ...withPlatforms(amd64, arm64),
};
const elsewhere = { integration: undefined };
const ofUser = (sharing: string): Partial<JudgedImage> => ({
  integration: {
    ...image.integration!,
    managedBy: 'user',
    sharing: { with: sharing, workspaces: [] },
  } as unknown as StoredIntegration,
});
const untagged = { tag: undefined };

const reported = (
  state: VulnerabilityReport['state'],
  severity?: VulnerabilityReport['severity'],
): Partial<JudgedImage> => ({
  vulnerabilities: { state, severity } as VulnerabilityReport,
});
const attached = (...kinds: string[]): Partial<JudgedImage> => ({
  referrers: { items: kinds.map(kind => ({ kind })) } as never,
});
const failure: RegistryFailure = {
  code: 'FORBIDDEN',
  message: 'Access denied.',
  remedy: 'Give the permission.',
};

function verdictsOf(
  policy: Partial<ImagePolicy>,
  changes: Partial<JudgedImage> = {},
): RuleVerdict[] {
  return judgeImage({ ...image, ...changes }, policy as ImagePolicy);
}

type Case = [
  rule: RuleVerdict['rule'],
  policy: Partial<ImagePolicy>,
  /** Code of the message. */
  code: string,
  changes?: Partial<JudgedImage>,
];

const signed = { requireSignature: true };

const passing: Case[] = [
  ['registry', { registries: ['Company registry'] }, 'REGISTRY_ALLOWED'],
  ['registry', { registries: ['other', 'the-id'] }, 'REGISTRY_ALLOWED'],
  ...['everybody', 'workspaces'].map(
    (sharing): Case => [
      'registry',
      { registries: ['Company registry'] },
      'REGISTRY_ALLOWED',
      ofUser(sharing),
    ],
  ),
  [
    'registry',
    { registries: ['the-id'] },
    'REGISTRY_ALLOWED',
    ofUser('nobody'),
  ],
  ['type', { types: ['docker', 'harbor'] }, 'TYPE_ALLOWED'],
  ['repository', { repositories: ['team/*'] }, 'REPOSITORY_ALLOWED'],
  ['tagPattern', { tagPattern: '1\\..*' }, 'TAG_FITS'],
  ['semverRange', { semverRange: '>=1.2 <2' }, 'VERSION_FITS'],
  ['semverRange', { semverRange: '^1' }, 'VERSION_FITS', { tag: 'v1.2.3' }],
  ['platform', { platform: 'linux/arm64' }, 'PLATFORM_FITS'],
  [
    'platform',
    { platform: 'linux/arm64' },
    'PLATFORM_FITS',
    withPlatforms({ ...amd64, missing: true }, arm64),
  ],
  [
    'maxSeverity',
    { maxSeverity: 'high' },
    'SEVERITY_FITS',
    reported('finished', 'high'),
  ],
  [
    'maxSeverity',
    { maxSeverity: 'low' },
    'SEVERITY_FITS',
    reported('finished', 'unknown'),
  ],
  [
    'maxSeverity',
    { maxSeverity: 'none' },
    'SEVERITY_FITS',
    reported('finished', 'none'),
  ],
  ['requireSignature', signed, 'SIGNED', attached('sbom', 'signature')],
];

const failing: Case[] = [
  ['registry', { registries: ['Another'] }, 'REGISTRY_NOT_ALLOWED'],
  [
    'registry',
    { registries: ['Company registry'] },
    'REGISTRY_NAME_UNCONFIRMED',
    ofUser('nobody'),
  ],
  [
    'registry',
    { registries: ['company registry', 'Company  registry'] },
    'REGISTRY_NOT_ALLOWED',
  ],
  ['registry', {}, 'IN_NO_REGISTRY', elsewhere],
  [
    'registry',
    { registries: ['Company registry'], allowCustom: true },
    'IN_NO_REGISTRY',
    elsewhere,
  ],
  ['type', { types: ['docker'] }, 'TYPE_NOT_ALLOWED'],
  ['repository', { repositories: ['library/*'] }, 'REPOSITORY_NOT_ALLOWED'],
  ['repository', { repositories: ['team'] }, 'REPOSITORY_NOT_ALLOWED'],
  // The whole tag has the form.
  ['tagPattern', { tagPattern: '1\\.2' }, 'TAG_FORM'],
  ['semverRange', { semverRange: '>=2' }, 'VERSION'],
  ['semverRange', { semverRange: '*' }, 'VERSION', { tag: 'latest' }],
  ['platform', { platform: 'linux/s390x' }, 'PLATFORM'],
  [
    'platform',
    { platform: 'linux/amd64' },
    'PLATFORM_GONE',
    withPlatforms({ ...amd64, missing: true }, arm64),
  ],
  // Nothing of it can be pulled, so no rule has to ask for it.
  [
    'platform',
    {},
    'PLATFORMS_GONE',
    withPlatforms({ ...amd64, missing: true }),
  ],
  [
    'maxSeverity',
    { maxSeverity: 'medium' },
    'SEVERITY',
    reported('finished', 'high'),
  ],
  [
    'maxSeverity',
    { maxSeverity: 'none' },
    'SEVERITY',
    reported('finished', 'unknown'),
  ],
  ['requireSignature', signed, 'UNSIGNED', attached('sbom')],
];

/** What cannot be evaluated counts as failed. */
const notEvaluable: Case[] = [
  ['tagPattern', { tagPattern: '.*' }, 'NO_TAG_FORM', untagged],
  ['semverRange', { semverRange: '*' }, 'NO_VERSION', untagged],
  ['semverRange', { semverRange: 'not a range' }, 'VERSION'],
  [
    'platform',
    { platform: 'linux/amd64' },
    'PLATFORM_UNKNOWN',
    { artifact: undefined },
  ],
  [
    'platform',
    { platform: 'linux/amd64' },
    'PLATFORM_UNCHECKED',
    withPlatforms({ ...amd64, unchecked: true }),
  ],
  ['platform', { platform: 'linux/amd64' }, 'PLATFORM', withPlatforms()],
  [
    'maxSeverity',
    { maxSeverity: 'critical' },
    'SEVERITY_UNREADABLE',
    { vulnerabilities: failure },
  ],
  ['requireSignature', signed, 'SIGNATURES_UNSUPPORTED'],
  ['requireSignature', signed, 'SIGNATURE_UNREADABLE', { referrers: failure }],
];

describe('judgeImage', () => {
  it.each(passing)(
    'passes %s of %j: %s',
    (...[rule, policy, code, changes]) => {
      expect(verdictsOf(policy, changes)).toMatchObject([
        {
          rule,
          passed: true,
          wording: { message: { code: `VERDICT_${code}` } },
        },
      ]);
    },
  );

  it.each([...failing, ...notEvaluable])(
    'does not pass %s of %j: %s',
    (...[rule, policy, code, changes]) => {
      expect(verdictsOf(policy, changes)).toMatchObject([
        {
          rule,
          passed: false,
          wording: { message: { code: `VERDICT_${code}` } },
        },
      ]);
    },
  );

  it.each([
    [reported('finished'), 'does not tell the severity'],
    [reported('queued'), 'scan is still under way'],
    [reported('running'), 'scan is still under way'],
    [reported('notScanned'), 'nobody has scanned it'],
    [reported('failed'), 'scan has failed'],
    [{}, 'registry does not tell'],
    [{ vulnerabilities: failure }, 'Access denied. Give the permission.'],
  ])('says why there is no severity: %j', (changes, reason) => {
    const [{ message }] = verdictsOf({ maxSeverity: 'critical' }, changes);
    expect(message).toMatch(
      /^The image must have no vulnerability above critical, and /,
    );
    expect(message).toContain(reason);
  });

  it('has nothing to say without rules', () => {
    expect(verdictsOf({})).toEqual([]);
    expect(verdictsOf({ allowCustom: true }, elsewhere)).toEqual([]);
  });

  it('takes a signature beside a failure, which may be of another source', () => {
    const referrers = { items: [{ kind: 'signature' }], failure } as never;
    expect(verdictsOf(signed, { referrers })).toMatchObject([{ passed: true }]);
  });

  it('judges every rule, in the order of the contract', () => {
    const verdicts = verdictsOf({
      requireSignature: true,
      maxSeverity: 'low',
      platform: 'linux/amd64',
      artifactTypes: ['application/wasm'],
      semverRange: '1',
      tagPattern: '1.*',
      repositories: ['team/app'],
      types: ['harbor'],
      registries: ['the-id'],
    });
    expect(verdicts.map(({ rule, passed }) => [rule, passed])).toEqual([
      ['registry', true],
      ['type', true],
      ['repository', true],
      ['tagPattern', true],
      ['semverRange', true],
      ['artifactType', true],
      ['platform', true],
      ['maxSeverity', false],
      ['requireSignature', false],
    ]);
  });
});
