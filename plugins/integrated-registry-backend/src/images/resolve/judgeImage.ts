import {
  Artifact,
  ImagePolicy,
  RegistryFailure,
  RepositoryGlobs,
  RuleVerdict,
  Severity,
  TagPattern,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryReferrerList } from 'backstage-plugin-integrated-registry-node';
import { satisfies, validRange } from 'semver';
import { StoredIntegration } from '../../model';
import { isPlatformNamed, platformName } from '../artifacts/platformNames';
import { versionOfTag } from '../tags/sortTags';

/** What is known of an image that a policy is held against. */
export interface JudgedImage {
  /** Absent for an image from outside the workspace's registries. */
  integration?: StoredIntegration;
  repository: string;
  tag?: string;
  artifact?: Artifact;
  /** Where the policy asks for it; a failure where the registry did not answer. */
  vulnerabilities?: VulnerabilityReport | RegistryFailure;
  /** Where the policy asks for them and the registry tells. */
  referrers?: RegistryReferrerList | RegistryFailure;
}

/** So many platforms are named in a message. */
const MAX_NAMED = 20;

/** One verdict per rule of the policy. Rules that cannot be evaluated count as failed. */
export function judgeImage(
  image: JudgedImage,
  policy: ImagePolicy,
): RuleVerdict[] {
  return [
    judgeRegistry(image, policy),
    judgeType(image, policy),
    judgeRepository(image, policy),
    judgeTagPattern(image, policy),
    judgeSemverRange(image, policy),
    judgePlatform(image, policy),
    judgeSeverity(image, policy),
    judgeSignature(image, policy),
  ].flatMap(verdict => verdict ?? []);
}

function judgeRegistry(
  { integration }: JudgedImage,
  { registries, allowCustom }: ImagePolicy,
): RuleVerdict | undefined {
  if (!integration) {
    return allowCustom && !registries
      ? undefined
      : {
          rule: 'registry',
          passed: false,
          message:
            'The image is in none of the workspace’s registries. Choose one that is',
        };
  }
  if (!registries) {
    return undefined;
  }
  const passed =
    registries.includes(integration.id) ||
    registries.includes(integration.name);
  return {
    rule: 'registry',
    passed,
    message: passed
      ? `The registry ${integration.name} is allowed`
      : `The registry ${integration.name} is not allowed here. Allowed: ${list(
          registries,
        )}`,
  };
}

function judgeType(
  { integration }: JudgedImage,
  { types }: ImagePolicy,
): RuleVerdict | undefined {
  if (!types) {
    return undefined;
  }
  const passed = integration !== undefined && types.includes(integration.type);
  return {
    rule: 'type',
    passed,
    message: passed
      ? 'The type of the registry is allowed'
      : `The image must come from a registry of the type ${list(types)}`,
  };
}

function judgeRepository(
  { repository }: JudgedImage,
  { repositories }: ImagePolicy,
): RuleVerdict | undefined {
  if (!repositories) {
    return undefined;
  }
  const passed = RepositoryGlobs.create(repositories).matches(repository);
  return {
    rule: 'repository',
    passed,
    message: passed
      ? `The repository ${repository} is allowed`
      : `The repository ${repository} is not allowed here. Allowed: ${list(
          repositories,
        )}`,
  };
}

function judgeTagPattern(
  { tag }: JudgedImage,
  { tagPattern }: ImagePolicy,
): RuleVerdict | undefined {
  if (tagPattern === undefined) {
    return undefined;
  }
  const passed = tag !== undefined && TagPattern.parse(tagPattern).matches(tag);
  return {
    rule: 'tagPattern',
    passed,
    message: passed
      ? `The tag ${tag} has the form that is asked for`
      : `${describeTag(tag)} must have the form ${tagPattern}`,
  };
}

function judgeSemverRange(
  { tag }: JudgedImage,
  { semverRange }: ImagePolicy,
): RuleVerdict | undefined {
  if (semverRange === undefined) {
    return undefined;
  }
  const rule = 'semverRange';
  if (validRange(semverRange) === null) {
    return {
      rule,
      passed: false,
      message: `${JSON.stringify(
        semverRange,
      )} is not a range of versions. The template’s author should write it such as ">=1.2 <2"`,
    };
  }
  const version = tag === undefined ? undefined : versionOfTag(tag);
  const passed = version !== undefined && satisfies(version, semverRange);
  return {
    rule,
    passed,
    message: passed
      ? `The version ${tag} is within ${semverRange}`
      : `${describeTag(tag)} must be a version within ${semverRange}`,
  };
}

function judgePlatform(
  { artifact }: JudgedImage,
  { platform }: ImagePolicy,
): RuleVerdict | undefined {
  const rule = 'platform';
  const named = artifact?.platforms ?? [];
  if (named.length > 0 && named.every(({ missing }) => missing)) {
    return {
      rule,
      passed: false,
      message:
        'The image cannot be pulled: the registry no longer has the manifest of any of its platforms. Choose another version, or have it pushed again',
    };
  }
  if (platform === undefined) {
    return undefined;
  }
  if (!artifact) {
    return {
      rule,
      passed: false,
      message: `The image must run on ${platform}, which cannot be checked outside the workspace’s registries`,
    };
  }
  const matching = named.filter(known => isPlatformNamed(known, platform));
  if (matching.some(({ missing, unchecked }) => !missing && !unchecked)) {
    return { rule, passed: true, message: `The image runs on ${platform}` };
  }
  if (matching.some(({ unchecked }) => unchecked)) {
    return {
      rule,
      passed: false,
      message: `The image names ${platform}, and the registry did not answer whether it has the manifest for it. Try again`,
    };
  }
  const there = [
    ...new Set(named.filter(({ missing }) => !missing).map(platformName)),
  ];
  const shown = there.slice(0, MAX_NAMED);
  const more = there.length - shown.length + (artifact.morePlatforms ?? 0);
  const runsOn = `It runs on ${
    shown.length > 0 ? list(shown) : 'no platform that it tells'
  }${more > 0 ? ` and ${more} more` : ''}`;
  return {
    rule,
    passed: false,
    message:
      matching.length > 0
        ? `The image names ${platform}, and the registry no longer has the manifest for it. ${runsOn}`
        : `The image does not run on ${platform}. ${runsOn}`,
  };
}

/** The mildest first. What is not rated counts as milder than what is rated low. */
const ranks: readonly Severity[] = [
  'none',
  'unknown',
  'negligible',
  'low',
  'medium',
  'high',
  'critical',
];

function judgeSeverity(
  { vulnerabilities }: JudgedImage,
  { maxSeverity }: ImagePolicy,
): RuleVerdict | undefined {
  if (maxSeverity === undefined) {
    return undefined;
  }
  const demand =
    maxSeverity === 'none'
      ? 'The image must have no known vulnerability'
      : `The image must have no vulnerability above ${maxSeverity}`;
  if (isFailure(vulnerabilities)) {
    return {
      rule: 'maxSeverity',
      passed: false,
      message: `${demand}, and its vulnerabilities could not be read. ${describeFailure(
        vulnerabilities,
      )}`,
    };
  }
  const { severity } = vulnerabilities ?? {};
  const passed =
    severity !== undefined &&
    ranks.indexOf(severity) <= ranks.indexOf(maxSeverity);
  return {
    rule: 'maxSeverity',
    passed,
    message: passed
      ? `The worst known vulnerability of the image is: ${severity}`
      : `${demand}, and ${whatIsKnown(vulnerabilities)}`,
  };
}

function whatIsKnown(report: VulnerabilityReport | undefined): string {
  switch (report?.state) {
    case 'finished':
      return report.severity === undefined
        ? 'the summary of its scan does not tell the severity. Have it scanned again'
        : `it has one that is ${report.severity}. Choose another version`;
    case 'queued':
    case 'running':
      return 'its scan is still under way. Try again when it has ended';
    case 'notScanned':
      return 'nobody has scanned it. Have it scanned, then choose it again';
    case 'failed':
      return 'its scan has failed. Have it scanned again, or choose another version';
    default:
      return 'its registry does not tell. Choose one from a registry that scans its images';
  }
}

function judgeSignature(
  { referrers }: JudgedImage,
  { requireSignature }: ImagePolicy,
): RuleVerdict | undefined {
  if (!requireSignature) {
    return undefined;
  }
  const rule = 'requireSignature';
  const failure = isFailure(referrers) ? referrers : referrers?.failure;
  const items = isFailure(referrers) ? [] : referrers?.items;
  if (items?.some(({ kind }) => kind === 'signature')) {
    return {
      rule,
      passed: true,
      // Whose it is stands in the cluster's policy, not here.
      message: 'The image has a signature; whose it is was not checked',
    };
  }
  if (failure) {
    return {
      rule,
      passed: false,
      message: `The image must be signed, and its signatures could not be read. ${describeFailure(
        failure,
      )}`,
    };
  }
  return {
    rule,
    passed: false,
    message: items
      ? 'The image must be signed, and it has no signature. Choose another version'
      : 'The image must be signed, and its registry does not tell. Choose one from a registry that tells',
  };
}

function isFailure(answer: object | undefined): answer is RegistryFailure {
  return answer !== undefined && 'code' in answer;
}

function describeFailure({ message, remedy }: RegistryFailure): string {
  return `${message} ${remedy}`;
}

function describeTag(tag: string | undefined): string {
  return tag === undefined ? 'The image has no tag, but it' : `The tag ${tag}`;
}

function list(values: readonly string[]): string {
  return values.join(', ');
}
