import { z } from 'zod';
import { wordingSchema } from '../messages';
import { issueText } from './issueTexts';
import {
  imagePolicySchema,
  newestTagSchema,
  ruleVerdictSchema,
} from './imageRules';
import { digestSchema, platformSchema, tagNameSchema } from './artifacts';
import { pageSchema, pagingQuerySchema } from './paging';
import { repositoryNameSchema } from './repositories';
import { verbatimText } from './text';
import { textWithoutUserInfo } from './textWithoutUserInfo';
import { workspaceRefSchema } from './workspaces';

export const imageSelectionSchema = z.strictObject({
  integrationId: verbatimText('FIELD_INTEGRATION_ID', 64),
  repository: repositoryNameSchema,
  tag: tagNameSchema.optional(),
  digest: digestSchema.optional(),
});

/** @public */
export type ImageSelection = z.infer<typeof imageSelectionSchema>;

export const resolveImageRequestSchema = z
  .strictObject({
    workspace: workspaceRefSchema,
    reference: textWithoutUserInfo('FIELD_IMAGE_REFERENCE', 1_024).optional(),
    selection: imageSelectionSchema.optional(),
    policy: imagePolicySchema.optional(),
  })
  .refine(
    body => (body.reference === undefined) !== (body.selection === undefined),
    { message: issueText('REFERENCE_OR_SELECTION') },
  )
  .refine(
    ({ selection, policy }) =>
      !selection || selection.tag || selection.digest || policy?.newest,
    { message: issueText('SELECTION_OF_NOTHING'), path: ['selection'] },
  );

/** @public */
export type ResolveImageRequest = z.infer<typeof resolveImageRequestSchema>;
/** @public */
export type ResolveImageInput = z.input<typeof resolveImageRequestSchema>;

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
  /** The tag names another digest than the one beside it by now, or nothing; the digest holds. */
  tagMoved: z
    .object({ message: z.string(), wording: wordingSchema.optional() })
    .optional(),
  /** By which rule the tag was found; absent where none was asked for. */
  newest: newestTagSchema.optional(),
  /** ISO 8601; when the tag was found by that rule. */
  resolvedAt: z.string().optional(),
  platforms: z.array(platformSchema),
  /** How many platforms are left out of `platforms`. */
  morePlatforms: z.number().int().positive().optional(),
  /** Did every rule pass? */
  passed: z.boolean(),
  rules: z.array(ruleVerdictSchema),
});

/** @public */
export type ResolvedImage = z.infer<typeof resolvedImageSchema>;

export const parseImageQuerySchema = z.object({
  reference: textWithoutUserInfo('FIELD_IMAGE_REFERENCE', 1_024),
  workspace: workspaceRefSchema,
});

/** @public */
export type ParseImageQuery = z.infer<typeof parseImageQuerySchema>;

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

/** Which template or entity chose which image. */
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

const entityRefSchema = verbatimText('FIELD_ENTITY_REF', 255).regex(
  /^[a-z0-9-]+:[a-z0-9._-]+\/[a-z0-9._-]+$/i,
  issueText('ENTITY_REF_INVALID'),
);

/** @public */
export const recordImageUseRequestSchema = z.strictObject({
  workspace: workspaceRefSchema,
  reference: textWithoutUserInfo('FIELD_IMAGE_REFERENCE', 1_024),
  usedBy: entityRefSchema,
});

/** @public */
export type RecordImageUseRequest = z.infer<typeof recordImageUseRequestSchema>;

export const imageUseListQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema,
  integration: verbatimText('FIELD_INTEGRATION', 64).optional(),
  repository: repositoryNameSchema.optional(),
});

/** @public */
export type ImageUseListQuery = z.infer<typeof imageUseListQuerySchema>;

export const imageUseListSchema = pageSchema(imageUseSchema);

/** @public */
export type ImageUseList = z.infer<typeof imageUseListSchema>;
