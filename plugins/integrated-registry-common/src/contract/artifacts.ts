import { z } from 'zod';
import { findDigestProblem, findTagProblem } from '../imageReference';
import {
  artifactTypesInQuerySchema,
  platformNameSchema,
  ruleVerdictSchema,
  tagRulesInQuery,
} from './imageRules';
import { addMessage, issueText } from './issueTexts';
import { pageSchema, pagingQuerySchema } from './paging';
import { repositoryNameSchema } from './repositories';
import { requiredText, verbatimText } from './text';
import { textWithoutUserInfo } from './textWithoutUserInfo';

/** @public */
export const digestSchema = requiredText('FIELD_DIGEST').superRefine(
  (value, ctx) => {
    addMessage(ctx, findDigestProblem(value));
  },
);

/** @public */
export const tagNameSchema = requiredText('FIELD_TAG').superRefine(
  (value, ctx) => {
    addMessage(ctx, findTagProblem(value));
  },
);

/** A platform an image runs on. */
export const platformSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  osVersion: z.string().optional(),
  /** Digest of the platform's own manifest, where an index names it. */
  digest: z.string().optional(),
  /** Compressed size of config and layers in bytes, where known. */
  sizeBytes: z.number().int().nonnegative().optional(),
  /** `zstd`, where the index has the platform in a second form. */
  compression: z.string().optional(),
  /** True where the index names it, and the registry no longer has its manifest. */
  missing: z.boolean().optional(),
  /** True where an image is chosen and it could not be found out whether the manifest is there. */
  unchecked: z.boolean().optional(),
});

/** @public */
export type Platform = z.infer<typeof platformSchema>;

export const tagSchema = z.object({
  name: z.string(),
  digest: z.string().optional(),
  mediaType: z.string().optional(),
  /** ISO 8601; when the tag was pushed, where the registry knows. */
  pushedAt: z.string().optional(),
  /** ISO 8601; when the image was built. */
  createdAt: z.string().optional(),
  sizeBytes: z.number().int().nonnegative().optional(),
  platforms: z.array(platformSchema).optional(),
  /** False where a proxy cache has it upstream only: the first pull fetches it. */
  cached: z.boolean().optional(),
});

/** @public */
export type Tag = z.infer<typeof tagSchema>;

export const tagSortSchema = z.enum(['newest', 'name', '-name', 'semver']);

/** @public */
export type TagSort = z.infer<typeof tagSortSchema>;

export const tagListQuerySchema = pagingQuerySchema.extend({
  repository: repositoryNameSchema,
  /**
   * Every word must occur in the tag's name, in upper or lower case. Tags that begin with one of them come first;
   * of those the ones in which it ends there: `1.4` is before `1.40`.
   */
  q: textWithoutUserInfo('FIELD_SEARCH', 128).optional(),
  /**
   * `newest` (default): by push time where the registry knows times, else as `semver`: the highest
   * version first, then dates and names, and commit hashes last. Build numbers and dates in names are
   * newest first as well.
   */
  sort: tagSortSchema.default('newest'),
  /** Only tags of this version line: those whose name begins with a version of these two numbers. */
  line: verbatimText('FIELD_VERSION_LINE', 14)
    .regex(/^\d{1,6}\.\d{1,7}$/, issueText('VERSION_LINE_INVALID'))
    .optional(),
  /** Tags that break one of these come last, each with the rules it breaks. */
  ...tagRulesInQuery,
});

/** @public */
export type TagListQuery = z.infer<typeof tagListQuerySchema>;

/** Verdicts of the rules that are broken; absent where none is. */
const refusedShape = { refused: z.array(ruleVerdictSchema).optional() };

export const listedTagSchema = tagSchema.extend(refusedShape);

/** A tag in a list, with what the rules of the query say of it. @public */
export type ListedTag = z.infer<typeof listedTagSchema>;

/** @public */
export const versionLineSchema = z.object({
  /** `1.4` */
  line: z.string(),
  /** How many tags there are of it; with `q`, how many of those that are found. */
  tags: z.number().int().positive(),
});

/** Tags with the same first two numbers of a version. @public */
export type VersionLine = z.infer<typeof versionLineSchema>;

export const tagListSchema = pageSchema(listedTagSchema).extend({
  /** By what the items are really ordered; those that break a rule are ordered by themselves. */
  sortedBy: z.enum(['pushedAt', 'semver', 'name', '-name']),
  /** How many of `totalItems` break no rule of the query; absent where it has none. */
  allowedItems: z.number().int().nonnegative().optional(),
  /**
   * The version lines of the whole list, also of tags on other pages and with `line`; the newest 20, newest first.
   * On the first page only.
   */
  lines: z.array(versionLineSchema).optional(),
  /** True where there are older lines than those. */
  moreLines: z.literal(true).optional(),
});

/** @public */
export type TagList = z.infer<typeof tagListSchema>;

export const artifactQuerySchema = z.object({
  repository: repositoryNameSchema,
  /** A tag or a digest. */
  reference: requiredText('FIELD_TAG_OR_DIGEST').superRefine((value, ctx) => {
    addMessage(
      ctx,
      value.includes(':') ? findDigestProblem(value) : findTagProblem(value),
    );
  }),
  /** A platform that it must run on: `refused` says whether it does. */
  platform: platformNameSchema.optional(),
  /** What is allowed besides images, with commas between: `refused` says whether it is one of them. */
  artifactTypes: artifactTypesInQuerySchema.optional(),
});

/** @public */
export type ArtifactQuery = z.infer<typeof artifactQuerySchema>;

/** What a digest names: an image, an index (multi-platform), or an OCI artifact. */
export const artifactSchema = z.object({
  repository: z.string(),
  /** The tag or digest that was asked for. */
  reference: z.string(),
  digest: z.string(),
  mediaType: z.string(),
  kind: z.enum(['image', 'index', 'artifact']),
  /**
   * Of what is no image: `artifactType`, or the config's media type, or that of the layer that is no
   * part of a file system. Of an index: its own, or that of all its entries where none is an image.
   */
  artifactType: z.string().optional(),
  /** Compressed size of config and layers in bytes; of an index, of each of its platforms once. */
  sizeBytes: z.number().int().nonnegative().optional(),
  /**
   * As the index names them. One platform may be there several times: once for each version of its
   * operating system, or compression.
   */
  platforms: z.array(platformSchema),
  /** How many platforms are left out of `platforms`. */
  morePlatforms: z.number().int().positive().optional(),
  /** Of an image; of an index, those of the platform `describedPlatform`. */
  layers: z.array(
    z.object({
      digest: z.string(),
      mediaType: z.string(),
      sizeBytes: z.number().int().nonnegative().optional(),
    }),
  ),
  history: z.array(
    z.object({
      createdAt: z.string().optional(),
      createdBy: z.string().optional(),
      comment: z.string().optional(),
      emptyLayer: z.boolean().optional(),
    }),
  ),
  config: z
    .object({
      author: z.string().optional(),
      user: z.string().optional(),
      workingDir: z.string().optional(),
      entrypoint: z.array(z.string()).optional(),
      cmd: z.array(z.string()).optional(),
      exposedPorts: z.array(z.string()).optional(),
      /** How many are left out of `entrypoint`, `cmd` and `exposedPorts`, all together. */
      more: z.number().int().positive().optional(),
    })
    .optional(),
  describedPlatform: platformSchema.optional(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  /** ISO 8601; absent where the builder left it out or wrote the epoch. */
  createdAt: z.string().optional(),
  /** ISO 8601. */
  pushedAt: z.string().optional(),
  /** Digest of what this artifact is attached to. */
  subject: z.string().optional(),
  /** How many are left out of `layers`, `history`, `labels` and `annotations`. */
  moreLayers: z.number().int().positive().optional(),
  moreHistory: z.number().int().positive().optional(),
  moreLabels: z.number().int().positive().optional(),
  moreAnnotations: z.number().int().positive().optional(),
  /** True where parts of it could not be read, so that what they tell is absent. */
  partial: z.boolean().optional(),
});

/** @public */
export type Artifact = z.infer<typeof artifactSchema>;

export const artifactAnswerSchema = artifactSchema.extend({
  /** `host/repository:tag@digest`, ready to be pulled. */
  pullReference: z.string(),
  /** ISO 8601. */
  asOf: z.string(),
  ...refusedShape,
});

/** @public */
export type ArtifactAnswer = z.infer<typeof artifactAnswerSchema>;
