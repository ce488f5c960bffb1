import { z } from 'zod';
import { addMessage, issueText } from '../issueTexts';
import { globsSchema } from '../globs';
import { verbatimText } from '../text';
import {
  findTagPatternProblem,
  findVersionRangeProblem,
  patternLimits,
} from '../../patterns';
import { platformNameSchema } from './platformName';

/** From least to worst. */
export const severities = [
  'none',
  'low',
  'medium',
  'high',
  'critical',
] as const;

/** Source: RFC 6838, section 4.2. */
const MEDIA_TYPE =
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i;

/** What a rule needs to know of an image; whatever has to be asked for is asked for only then. */
export type ImageFact = 'tag' | 'vulnerabilities' | 'referrers';

interface ImageRule {
  /** What its verdict is called; absent where it only widens another rule. */
  verdict?: string;
  /** For the authors of templates: what is let through. */
  description: string;
  schema: z.ZodType;
  needs?: ImageFact;
}

/**
 * The rules by which a template limits the images that can be chosen. This is the only place that
 * names them: the options of the picker, the input of the action, the policy of a request and the
 * verdicts of its answer are made from it. Each needs a judge in the backend.
 */
export const imageRules = {
  registries: {
    verdict: 'registry',
    description:
      'Ids of the integrations that are allowed, or names of those that are shared or of the configuration',
    schema: z.array(z.string().max(100)).min(1).max(100),
  },
  types: {
    verdict: 'type',
    description: 'Registry types that are allowed, such as harbor',
    schema: z.array(z.string().max(50)).min(1).max(20),
  },
  repositories: {
    verdict: 'repository',
    description: 'Globs over the repository, such as team/*',
    schema: globsSchema.min(1),
  },
  tagPattern: {
    verdict: 'tagPattern',
    description:
      'A regular expression the whole tag must match, in the syntax of RE2',
    schema: verbatimText(
      'FIELD_TAG_PATTERN',
      patternLimits.tagPatternLength,
    ).superRefine((pattern, ctx) => {
      addMessage(ctx, findTagPatternProblem(pattern));
    }),
    needs: 'tag',
  },
  semverRange: {
    verdict: 'semverRange',
    description: 'Versions that are allowed, such as >=1.2 <2',
    schema: z
      .string()
      .max(255)
      .superRefine((range, ctx) => {
        addMessage(ctx, findVersionRangeProblem(range));
      }),
    needs: 'tag',
  },
  variant: {
    verdict: 'variant',
    description:
      'What stands behind the version, such as alpine for 1.2.3-alpine, or alpine*',
    schema: verbatimText('FIELD_VARIANT', 64).regex(
      /^[A-Za-z0-9_*][A-Za-z0-9_.*-]*$/,
      issueText('VARIANT_INVALID'),
    ),
    needs: 'tag',
  },
  prerelease: {
    description:
      'Are prereleases, such as 2.0.0-rc.1, versions like all others?',
    schema: z.boolean(),
  },
  artifactTypes: {
    verdict: 'artifactType',
    description:
      'Artifact types that are allowed besides images, such as application/vnd.cncf.helm.config.v1+json',
    schema: z
      .array(
        z.string().max(255).regex(MEDIA_TYPE, issueText('MEDIA_TYPE_INVALID')),
      )
      .min(1)
      .max(20),
  },
  platform: {
    verdict: 'platform',
    description: 'A platform the image must run on, such as linux/arm64',
    schema: platformNameSchema,
  },
  maxSeverity: {
    verdict: 'maxSeverity',
    description: 'The worst vulnerability that is allowed',
    schema: z.enum(severities),
    needs: 'vulnerabilities',
  },
  requireSignature: {
    verdict: 'requireSignature',
    description: 'Must the image have a signature?',
    schema: z.boolean(),
    needs: 'referrers',
  },
  allowCustom: {
    description: 'May the image come from outside the workspace’s registries?',
    schema: z.boolean(),
  },
} as const satisfies Record<string, ImageRule>;

/** The name of a rule, as templates write it. @public */
export type ImageRuleName = keyof typeof imageRules;

/** @public */
export const imageRuleNames = Object.keys(imageRules) as ImageRuleName[];

type OptionalSchemas = {
  [Name in ImageRuleName]: z.ZodOptional<(typeof imageRules)[Name]['schema']>;
};

/** All of them as the fields of an object, each optional. */
export const imageRuleShape = Object.fromEntries(
  Object.entries(imageRules).map(([name, { schema, description }]) => [
    name,
    (schema as z.ZodType).optional().describe(description),
  ]),
) as OptionalSchemas;

type Judged = {
  [Name in ImageRuleName]: (typeof imageRules)[Name] extends {
    verdict: infer Verdict;
  }
    ? Verdict
    : never;
}[ImageRuleName];

/** The names of the verdicts. @public */
export const verdictNames = Object.values(imageRules).flatMap(rule =>
  'verdict' in rule ? [rule.verdict] : [],
) as Judged[];

/** Does the policy have a rule that needs to know this? @public */
export function needsFact(
  policy: Partial<Record<ImageRuleName, unknown>>,
  fact: ImageFact,
): boolean {
  return imageRuleNames.some(name => {
    const rule: ImageRule = imageRules[name];
    const value = policy[name];
    return rule.needs === fact && value !== undefined && value !== false;
  });
}
