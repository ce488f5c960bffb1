import { z } from 'zod';
import { isDigest } from '../digests';

/**
 * What is read of manifests and configurations. Registries hold what anybody pushed: what is
 * missing, `null` or of another type counts as absent, and only what nothing works without is
 * demanded.
 */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const anyList = z.custom<unknown[]>(Array.isArray);
/** More than any index, image or list of referrers has. */
export const MAX_ENTRIES = 4_000;

/**
 * A list whose unreadable entries are left out. Of one that is too long the first entries are read, since
 * hundreds of thousands would hold up everybody else; see `refuseLongLists`.
 */
function lenientArray<T extends z.ZodType>(
  item: T,
  /** Told at a glance: to say what is wrong with thousands costs more than to read them. */
  isReadable: (entry: object) => boolean = () => true,
) {
  return anyList.catch([]).transform(list =>
    list.slice(0, MAX_ENTRIES).flatMap((entry: unknown) => {
      if (typeof entry !== 'object' || !entry || !isReadable(entry)) {
        return [];
      }
      const parsed = item.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

const textMap = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform(entries =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([key, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value)
          ? [[key, String(value)]]
          : [],
      ),
    ),
  );

const sizeSchema = z.number().int().nonnegative();

const descriptorSchema = z.object({
  mediaType: z.string().catch(''),
  digest: z.string().refine(isDigest),
  size: sizeSchema.catch(0),
  annotations: textMap,
  artifactType: lenient(z.string().min(1)),
  platform: lenient(
    z.object({
      // Empty words name no platform: the configuration tells it.
      os: z.string().min(1),
      architecture: z.string().min(1),
      variant: lenient(z.string().min(1)),
      'os.version': lenient(z.string().min(1)),
    }),
  ),
});

function hasDigest(entry: { digest?: unknown }): boolean {
  return typeof entry.digest === 'string' && isDigest(entry.digest);
}

export type Descriptor = z.infer<typeof descriptorSchema>;

/** Index, manifest and the withdrawn artifact manifest in one; which it is shows in its fields. */
export const manifestSchema = z.object({
  schemaVersion: lenient(z.number()),
  mediaType: lenient(z.string().min(1)),
  artifactType: lenient(z.string().min(1)),
  manifests: z.preprocess(
    value => (value === null ? [] : value),
    anyList.pipe(lenientArray(descriptorSchema, hasDigest)).optional(),
  ),
  config: lenient(descriptorSchema),
  layers: lenientArray(descriptorSchema, hasDigest),
  blobs: lenientArray(descriptorSchema, hasDigest),
  annotations: textMap,
  subject: lenient(descriptorSchema),
});

export type ManifestContent = z.infer<typeof manifestSchema>;

/** Source: OCI image specification 1.1, `config.md`. */
export const imageConfigSchema = z.object({
  created: lenient(z.string()),
  author: lenient(z.string().min(1)),
  os: lenient(z.string().min(1)),
  architecture: lenient(z.string().min(1)),
  variant: lenient(z.string().min(1)),
  'os.version': lenient(z.string().min(1)),
  config: lenient(
    z.object({
      User: lenient(z.string().min(1)),
      WorkingDir: lenient(z.string().min(1)),
      Entrypoint: lenient(z.array(z.string())),
      Cmd: lenient(z.array(z.string())),
      ExposedPorts: lenient(z.record(z.string(), z.unknown())),
      Labels: textMap,
    }),
  ),
  history: lenientArray(
    z.object({
      created: lenient(z.string()),
      created_by: lenient(z.string().min(1)),
      comment: lenient(z.string().min(1)),
      empty_layer: lenient(z.boolean()),
    }),
  ),
});

export type ImageConfig = z.infer<typeof imageConfigSchema>;
