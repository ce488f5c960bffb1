import { z } from 'zod';
import { digestSchema } from './artifacts';
import { registryFailureSchema } from './errors';
import { repositoryNameSchema } from './repositories';

/** Worst first. `unknown`: found, and not rated. @public */
export const severitySchema = z.enum([
  'critical',
  'high',
  'medium',
  'low',
  'negligible',
  'unknown',
  'none',
]);

/** @public */
export type Severity = z.infer<typeof severitySchema>;

/** A weakness of a package in an image. */
export const vulnerabilitySchema = z.object({
  /** `CVE-2024-0001` */
  id: z.string(),
  package: z.string(),
  /** The version that is installed. */
  version: z.string().optional(),
  /** The version in which it is fixed; absent where there is none. */
  fixedVersion: z.string().optional(),
  severity: severitySchema,
  /** CVSS version 3, from 0 to 10. */
  score: z.number().optional(),
  description: z.string().optional(),
  /** Addresses that start with https:// or http://. */
  links: z.array(z.string()),
  /** How many are left out of `links`. */
  moreLinks: z.number().int().positive().optional(),
});

/** @public */
export type Vulnerability = z.infer<typeof vulnerabilitySchema>;

/** How many of each severity; severities without any are absent. */
export const vulnerabilityCountsSchema = z.partialRecord(
  severitySchema,
  z.number().int().nonnegative(),
);

/** What a registry's scanner says of one artifact. */
export const vulnerabilityReportSchema = z.object({
  /** `unsupported`: the registry cannot scan this artifact. */
  state: z.enum([
    'notScanned',
    'queued',
    'running',
    'finished',
    'failed',
    'unsupported',
  ]),
  /** How far a scan under way has come, from 0 to 100. */
  percent: z.number().optional(),
  /** ISO 8601; when the last scan ended. */
  finishedAt: z.string().optional(),
  /** Name and version. */
  scanner: z.string().optional(),
  /** The worst that was found; absent also where the summary of a scan does not tell it. */
  severity: severitySchema.optional(),
  counts: vulnerabilityCountsSchema,
  /** How many of them are fixed in a newer version of their package. */
  fixable: z.number().int().nonnegative().optional(),
  /** Worst first. */
  items: z.array(vulnerabilitySchema),
  /** How many are left out of `items`. */
  moreItems: z.number().int().positive().optional(),
  /** Why `items` is empty, where only the summary could be read. */
  itemsFailure: registryFailureSchema.optional(),
});

/** @public */
export type VulnerabilityReport = z.infer<typeof vulnerabilityReportSchema>;

export const vulnerabilityQuerySchema = z.strictObject({
  repository: repositoryNameSchema,
  digest: digestSchema,
});

/** @public */
export type VulnerabilityQuery = z.infer<typeof vulnerabilityQuerySchema>;

export const vulnerabilityAnswerSchema = vulnerabilityReportSchema.extend({
  repository: z.string(),
  digest: z.string(),
  /** ISO 8601. */
  asOf: z.string(),
});

/** @public */
export type VulnerabilityAnswer = z.infer<typeof vulnerabilityAnswerSchema>;
