import { z } from 'zod';
import { findTagPatternProblem, patternLimits } from '../patterns';
import { digestSchema, platformSchema, tagNameSchema } from './artifacts';
import { globsSchema } from './globs';
import { pageSchema, pagingQuerySchema } from './paging';
import { repositoryNameSchema } from './repositories';
import { verbatimText } from './text';
import { workspaceRefSchema } from './workspaces';

/** `os/architecture[/variant]`, such as `linux/arm64`. @public */
export const platformNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9]+)?$/,
    'A platform is written os/architecture, such as linux/amd64',
  );

/** How an image reference is written down. @public */
export const pinSchema = z.enum(['tag', 'digest', 'both']);

/** @public */
export type Pin = z.infer<typeof pinSchema>;

/** From least to worst. @public */
export const severities = [
  'none',
  'low',
  'medium',
  'high',
  'critical',
] as const;

/**
 * What a template demands of an image. Every rule that is given must pass; one that cannot be
 * checked has failed.
 *
 * @public
 */
export const imagePolicySchema = z.strictObject({
  pin: pinSchema.default('both'),
  /** Ids or names of integrations. */
  registries: z.array(z.string().max(100)).max(100).optional(),
  /** Provider types. */
  types: z.array(z.string().max(50)).max(20).optional(),
  /** Globs over the repository. */
  repositories: globsSchema.optional(),
  /** A regular expression the whole tag must match, in the syntax of RE2. */
  tagPattern: verbatimText('The tag pattern', patternLimits.tagPatternLength)
    .superRefine((pattern, ctx) => {
      const message = findTagPatternProblem(pattern);
      if (message) {
        ctx.addIssue({ code: 'custom', message });
      }
    })
    .optional(),
  /** Such as `>=1.2 <2`. */
  semverRange: z.string().max(255).optional(),
  platform: platformNameSchema.optional(),
  /** The worst vulnerability that is let through. */
  maxSeverity: z.enum(severities).optional(),
  requireSignature: z.boolean().optional(),
  /** May the image come from outside the workspace's registries? */
  allowCustom: z.boolean().optional(),
});

/** @public */
export type ImagePolicy = z.infer<typeof imagePolicySchema>;
/** @public */
export type ImagePolicyInput = z.input<typeof imagePolicySchema>;

/** @public */
export const imageSelectionSchema = z
  .strictObject({
    integrationId: verbatimText('The integrationId', 64),
    repository: repositoryNameSchema,
    tag: tagNameSchema.optional(),
    digest: digestSchema.optional(),
  })
  .refine(selection => selection.tag || selection.digest, {
    message: 'A selection names a tag, a digest or both',
  });

/** @public */
export type ImageSelection = z.infer<typeof imageSelectionSchema>;

/** @public */
export const resolveImageRequestSchema = z
  .strictObject({
    workspace: workspaceRefSchema,
    reference: verbatimText('The image reference', 1_024).optional(),
    selection: imageSelectionSchema.optional(),
    policy: imagePolicySchema.optional(),
  })
  .refine(
    body => (body.reference === undefined) !== (body.selection === undefined),
    { message: 'Give either a reference or a selection' },
  );

/** @public */
export type ResolveImageRequest = z.infer<typeof resolveImageRequestSchema>;
/** @public */
export type ResolveImageInput = z.input<typeof resolveImageRequestSchema>;

/** @public */
export const ruleNameSchema = z.enum([
  'registry',
  'type',
  'repository',
  'tagPattern',
  'semverRange',
  'platform',
  'maxSeverity',
  'requireSignature',
]);

/** @public */
export const ruleVerdictSchema = z.object({
  rule: ruleNameSchema,
  passed: z.boolean(),
  /** Why, and what would pass. */
  message: z.string(),
});

/** @public */
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;

/** @public */
export const resolvedImageSchema = z.object({
  /** The reference, pinned as the policy says. */
  reference: z.string(),
  /** Absent for an image from outside the workspace's registries. */
  integrationId: z.string().optional(),
  integrationName: z.string().optional(),
  imageHost: z.string(),
  repository: z.string(),
  tag: z.string().optional(),
  /** Digest of the index where there is one, never of one of its platforms. */
  digest: z.string().optional(),
  mediaType: z.string().optional(),
  platforms: z.array(platformSchema),
  /** How many platforms are left out of `platforms`. */
  morePlatforms: z.number().int().positive().optional(),
  /** Did every rule pass? */
  passed: z.boolean(),
  rules: z.array(ruleVerdictSchema),
});

/** @public */
export type ResolvedImage = z.infer<typeof resolvedImageSchema>;

/** @public */
export const parseImageQuerySchema = z.object({
  reference: verbatimText('The image reference', 1_024),
  workspace: workspaceRefSchema,
});

/** @public */
export type ParseImageQuery = z.infer<typeof parseImageQuerySchema>;

/** @public */
export const parsedImageSchema = z.object({
  /** The whole reference with default names filled in. */
  reference: z.string(),
  /** As a person writes it. */
  familiar: z.string(),
  imageHost: z.string(),
  repository: z.string(),
  tag: z.string().optional(),
  digest: z.string().optional(),
  /** The integration of the workspace the image belongs to; absent where there is none. */
  integrationId: z.string().optional(),
  /** The repository as that registry knows it. */
  integrationRepository: z.string().optional(),
});

/** @public */
export type ParsedImage = z.infer<typeof parsedImageSchema>;

/** Which template or entity chose which image. @public */
export const imageUseSchema = z.object({
  id: z.string(),
  workspace: z.string(),
  /** Absent for an image from outside the workspace's registries. */
  integrationId: z.string().optional(),
  reference: z.string(),
  repository: z.string(),
  tag: z.string().optional(),
  digest: z.string().optional(),
  /** Entity ref of the component or template that uses the image. */
  usedBy: z.string(),
  /** ISO 8601. */
  usedAt: z.string(),
  /** Entity ref of who chose it. */
  chosenBy: z.string(),
});

/** @public */
export type ImageUse = z.infer<typeof imageUseSchema>;

const entityRefSchema = verbatimText('The entity ref', 255).regex(
  /^[a-z0-9-]+:[a-z0-9._-]+\/[a-z0-9._-]+$/i,
  'Write the entity ref whole, such as component:default/shop',
);

/** @public */
export const recordImageUseRequestSchema = z.strictObject({
  workspace: workspaceRefSchema,
  reference: verbatimText('The image reference', 1_024),
  usedBy: entityRefSchema,
});

/** @public */
export type RecordImageUseRequest = z.infer<typeof recordImageUseRequestSchema>;

/** @public */
export const imageUseListQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema,
  integration: verbatimText('The integration', 64).optional(),
  repository: repositoryNameSchema.optional(),
});

/** @public */
export type ImageUseListQuery = z.infer<typeof imageUseListQuerySchema>;

/** @public */
export const imageUseListSchema = pageSchema(imageUseSchema);

/** @public */
export type ImageUseList = z.infer<typeof imageUseListSchema>;
