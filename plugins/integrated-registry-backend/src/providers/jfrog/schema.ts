import { boundedList } from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';

/** Of repositories in one Artifactory. */
const MAX_KEYS = 10_000;
/** Of one name there is one. */
const MAX_TOKENS = 10_000;

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined)
  .catch(undefined);

/** A number, which some versions write as a string. */
const count = z
  .union([
    z.number().int().nonnegative(),
    z.string().regex(/^\d+$/).transform(Number),
  ])
  .optional()
  .catch(undefined);

/** ISO 8601, with whatever offset the server is in. */
const moment = z
  .string()
  .transform(value => {
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
  })
  .optional()
  .catch(undefined);

/** Source: JFrog REST API, "Get Repositories". */
export const repositoriesSchema = boundedList(
  z.object({ key: z.string(), packageType: text }),
  MAX_KEYS,
)
  .nullable()
  .transform(all => all ?? []);

/** Source: JFrog REST API, "Version and Add-ons Information". */
export const versionSchema = z.object({ version: z.string().max(64) });

/** Source: JFrog REST API, "Create Token". */
export const accessTokenSchema = z.object({
  access_token: z.string(),
  /** Seconds. */
  expires_in: count,
});

/** Source: JFrog REST API, "Get Tokens". */
export const tokenListSchema = z.object({
  tokens: boundedList(
    z.object({ token_id: z.string().catch(''), description: text }),
    MAX_TOKENS,
  ),
});

export type TokenOfList = z.infer<typeof tokenListSchema>['tokens'][number];

/** The form of the REST API, which the Docker API has too at times. */
export const restErrorSchema = z.object({
  errors: z
    .array(z.object({ status: z.number(), message: z.string() }))
    .nonempty(),
});

/** Source: JFrog REST API, "Artifactory Query Language", section "AQL Execution". */
export const aqlSchema = z.object({
  /** Of thousands of files: read in turns. */
  results: z.custom<unknown[]>(Array.isArray),
  range: z
    .object({ total: count, notification: text })
    .nullish()
    .catch(undefined),
});

export const aqlFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  size: count,
  created: moment,
  modified: moment,
});

export type AqlAnswer = z.infer<typeof aqlSchema>;
