import { boundedList } from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';

/**
 * Where Harbor is, from the address a person typed: the path of its web page, of its API or of its
 * registry is taken off.
 */
export const harborAddressSchema = z.string().transform(address =>
  address
    .replace(/[?#].*$/, '')
    .replace(
      /\/(?:harbor(?:\/.*)?|account\/sign-in|api(?:\/v2\.0.*)?|v2|c\/.*)?\/*$/,
      '',
    )
    .replace(/\/+$/, ''),
);

/** Of one artifact. */
const MAX_TAGS = 10_000;
/** More than scanners find in the oldest of images. */
const MAX_VULNERABILITIES = 10_000;

/** Harbor writes the year 1 where it has no time. */
const moment = z
  .string()
  .nullish()
  .transform(value => (value && !value.startsWith('0001-') ? value : undefined))
  .catch(undefined);

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined)
  .catch(undefined);

/** Empty where it is none: then the entry is left out and counted, and does not cost the list. */
const name = z.string().catch('');

/** An entry of a list; one that is no object has nothing in it. */
function entry<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(
    value => (typeof value === 'object' && value !== null ? value : {}),
    z.object(shape),
  );
}

const count = z.number().int().nonnegative().optional().catch(undefined);

export const systemInfoSchema = z.object({
  harbor_version: text,
  auth_mode: z.string(),
});

export const projectSchema = z.object({
  name: z.string(),
  metadata: z.object({ public: text }).nullish().catch(undefined),
  /** Of a project that stands before another registry. */
  registry_id: z.number().int().positive().optional().catch(undefined),
});

export type HarborProject = z.infer<typeof projectSchema>;

/** Robot accounts of a project are listed by its number. */
export const numberedProjectSchema = entry({
  name,
  project_id: z.number().int().catch(0),
});

/** Source: https://goharbor.io, API v2.0, `Robot`. */
export const robotSchema = entry({
  id: z.number().int().catch(0),
  name,
  description: text,
});

export type HarborRobot = z.infer<typeof robotSchema>;

/** Source: https://goharbor.io, API v2.0, `RobotCreated`. */
export const robotCreatedSchema = z.object({
  /** With prefix and project: `robot$team+portal-1`. */
  name: z.string(),
  secret: z.string(),
  /** Seconds since 1970; -1 for never. */
  expires_at: z.number().int().optional().catch(undefined),
});

export const repositorySchema = entry({
  /** With its project: `library/team/app` */
  name,
  description: text,
  update_time: moment,
  pull_count: count,
});

export const artifactTagSchema = entry({
  name,
  push_time: moment,
});

/** Source: https://goharbor.io, API v2.0, `Artifact`. */
export const artifactSchema = entry({
  digest: name,
  type: text,
  manifest_media_type: text,
  size: count,
  push_time: moment,
  tags: boundedList(artifactTagSchema, MAX_TAGS)
    .nullish()
    .transform(tags => tags ?? [])
    .catch([{ name: '', push_time: undefined }]),
  addition_links: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  /** By the media type of the report. */
  scan_overview: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

export const accessorySchema = entry({
  digest: name,
  /** `signature.cosign`, `signature.notation`, `sbom.harbor`, `subject.accessory` */
  type: text,
  size: count,
});

export const scanOverviewSchema = z.object({
  scan_status: text,
  complete_percent: z.number().optional().catch(undefined),
  end_time: moment,
  severity: text,
  scanner: z.object({ name: text, version: text }).nullish().catch(undefined),
  summary: z
    .object({
      fixable: count,
      summary: z
        .record(z.string(), z.number().int().nonnegative())
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

export type ScanOverview = z.infer<typeof scanOverviewSchema>;

const vulnerabilityItemSchema = entry({
  id: name,
  package: name,
  version: text,
  fix_version: text,
  severity: text,
  description: text,
  links: z
    .array(z.string())
    .nullish()
    .transform(links => links ?? [])
    .catch([]),
  preferred_cvss: z
    .object({ score_v3: z.number().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

export type HarborVulnerability = z.infer<typeof vulnerabilityItemSchema>;

export const vulnerabilityReportSchema = z.object({
  generated_at: moment,
  severity: text,
  scanner: z.object({ name: text, version: text }).nullish().catch(undefined),
  vulnerabilities: boundedList(vulnerabilityItemSchema, MAX_VULNERABILITIES)
    .nullish()
    .transform(items => items ?? []),
});
