import { z } from 'zod';
import { wordingSchema } from '../messages';
import { registryFailureSchema } from './errors';
import { gapListSchema } from './gaps';

export const healthSchema = z.object({
  /** `unknown` until the first check has ended. */
  state: z.enum(['healthy', 'unhealthy', 'unknown']),
  /** ISO 8601. */
  checkedAt: z.string().optional(),
  /** ISO 8601; since when the state has been what it is. */
  since: z.string().optional(),
  /** Why it is unhealthy. */
  failure: registryFailureSchema.optional(),
  /** A check is under way; the state is that of the last one that ended. */
  checking: z
    .object({
      /** ISO 8601. */
      since: z.string(),
    })
    .optional(),
  /** The registry wants fewer requests: the portal leaves it alone, and shows what it knows. */
  backOff: z
    .object({
      /** ISO 8601. */
      until: z.string(),
      message: z.string(),
      wording: wordingSchema.optional(),
    })
    .optional(),
});

/** @public */
export type Health = z.infer<typeof healthSchema>;

/** Where the repository index of an integration stands. */
export const repositoryIndexStateSchema = z.object({
  state: z.enum(['never', 'crawling', 'finished', 'failed', 'cancelled']),
  /** Repositories known now. */
  repositories: z.number().int(),
  /** Repositories seen by the crawl under way, or by the last one. */
  seen: z.number().int().optional(),
  /** Pages of the registry's catalogue that crawl has taken. */
  pages: z.number().int().optional(),
  /** ISO 8601; when that crawl was started. */
  startedAt: z.string().optional(),
  /** How fast that crawl goes, or went. */
  repositoriesPerSecond: z.number().int().optional(),
  /** False where the index does not hold everything the registry has. */
  complete: z.boolean(),
  /** ISO 8601; when the last crawl that reached the end did so. */
  finishedAt: z.string().optional(),
  /** Why the last crawl failed. */
  failure: registryFailureSchema.optional(),
  /** Repositories that the registry no longer shows, and that are kept for a while. */
  kept: z.number().int().positive().optional(),
  ...gapListSchema.shape,
});

/** @public */
export type RepositoryIndexState = z.infer<typeof repositoryIndexStateSchema>;

/**
 * How it is with the stored password. `expiresSoon`: `credentialExpiresAt` is less than the portal's
 * warning time away; `expired`: it has passed; `unreadable`: its encryption key is not configured any
 * more, so the password has to be entered again or the key put back; or what is stored was changed or
 * comes from another integration, so it has to be entered again.
 */
export const credentialStateSchema = z.enum([
  'valid',
  'expiresSoon',
  'expired',
  'unreadable',
]);

/** @public */
export type CredentialState = z.infer<typeof credentialStateSchema>;

/**
 * How an image host has been shown to be the registry's. `address`: it is the host of the address;
 * `proven`: an image was pulled through it; `confirmed`: by a platform admin or the configuration;
 * `claimed`: not proven, which counts in the integration's own workspace alone; `needsConfirmation`:
 * it is a public host or another workspace's, and nothing can be chosen before a platform admin has
 * confirmed it.
 */
export const imageHostStateSchema = z.enum([
  'address',
  'proven',
  'confirmed',
  'claimed',
  'needsConfirmation',
]);

/** @public */
export type ImageHostState = z.infer<typeof imageHostStateSchema>;
