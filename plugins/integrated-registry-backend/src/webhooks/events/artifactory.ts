import { z } from 'zod';
import { ReportedRepository } from './ReportedRepository';

const imageSchema = z.object({ repo_key: z.string(), image_name: z.string() });

const eventSchema = z.object({
  domain: z.literal('docker').optional(),
  event_type: z.string(),
  data: z.unknown().optional(),
});

const CHANGES = ['pushed', 'deleted', 'promoted'];

/** What a remote repository has fetched lies in a repository of its own. */
const CACHE = /-cache$/;

/**
 * Events of JFrog Artifactory, domain docker. Descriptions of the vendor show the image in `data`, as an
 * object or as text, in an `event`, or beside the type.
 *
 * Source: JFrog, "Webhooks", "Event Types"; no recording shows them.
 */
export function readArtifactory(
  body: unknown,
): ReportedRepository[] | undefined {
  const { data: wrapped } = z
    .object({ event: z.unknown().optional() })
    .safeParse(body);
  const event = eventSchema.safeParse(wrapped?.event ?? body).data;
  if (!event) {
    return undefined;
  }
  const { data: image } = imageSchema.safeParse(
    parsed(event.data) ?? wrapped?.event ?? body,
  );
  if (!image || !CHANGES.includes(event.event_type)) {
    return [];
  }
  const { repo_key: key, image_name: name } = image;
  return [
    { key, image: name },
    ...(CACHE.test(key) ? [{ key: key.replace(CACHE, ''), image: name }] : []),
  ];
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') {
    return data;
  }
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
