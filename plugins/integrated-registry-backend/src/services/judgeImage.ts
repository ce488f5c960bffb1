import {
  Artifact,
  ImagePolicy,
  RuleVerdict,
} from 'backstage-plugin-integrated-registry-common';
import { satisfies, validRange } from 'semver';
import { matchesGlobs } from './repositoryFilter';
import { versionOfTag } from './sortTags';
import { testPattern } from './testPattern';
import { StoredIntegration } from './types';

/** What is known of an image that a policy is held against. */
export interface JudgedImage {
  /** Absent for an image from outside the workspace's registries. */
  integration?: StoredIntegration;
  repository: string;
  tag?: string;
  artifact?: Artifact;
}

/** One verdict per rule of the policy. A rule that cannot be checked has failed. */
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
    ...judgeWhatCannotBeKnown(policy),
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
  const passed = matchesGlobs(repository, repositories);
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
  const passed =
    tag !== undefined && testPattern(new RegExp(`^(?:${tagPattern})$`), tag);
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
  if (platform === undefined) {
    return undefined;
  }
  const rule = 'platform';
  if (!artifact) {
    return {
      rule,
      passed: false,
      message: `The image must run on ${platform}, which cannot be checked outside the workspace’s registries`,
    };
  }
  const [os, architecture, variant] = platform.split('/');
  const passed = artifact.platforms.some(
    known =>
      known.os === os &&
      known.architecture === architecture &&
      (variant === undefined || known.variant === variant),
  );
  const known = artifact.platforms.map(
    ({ os: system, architecture: cpu }) => `${system}/${cpu}`,
  );
  return {
    rule,
    passed,
    message: passed
      ? `The image runs on ${platform}`
      : `The image does not run on ${platform}. It runs on ${
          known.length > 0 ? list(known) : 'no platform that it tells'
        }`,
  };
}

function judgeWhatCannotBeKnown({
  maxSeverity,
  requireSignature,
}: ImagePolicy): RuleVerdict[] {
  return [
    ...(maxSeverity === undefined
      ? []
      : [
          {
            rule: 'maxSeverity' as const,
            passed: false,
            message: `The image must have no vulnerability above ${maxSeverity}, and its registry does not tell. Choose one from a registry that scans its images`,
          },
        ]),
    ...(requireSignature
      ? [
          {
            rule: 'requireSignature' as const,
            passed: false,
            message:
              'The image must be signed, and its registry does not tell. Choose one from a registry that tells',
          },
        ]
      : []),
  ];
}

function describeTag(tag: string | undefined): string {
  return tag === undefined ? 'The image has no tag, but it' : `The tag ${tag}`;
}

function list(values: readonly string[]): string {
  return values.join(', ');
}
