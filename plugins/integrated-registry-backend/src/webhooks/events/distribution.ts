import { z } from 'zod';
import { ReportedRepository } from './ReportedRepository';

const envelopeSchema = z.object({ events: z.array(z.unknown()) });

const eventSchema = z.object({
  action: z.enum(['push', 'mount', 'delete']),
  target: z.object({
    repository: z.string(),
    mediaType: z.string().optional(),
  }),
});

/** Layers and configurations; a repository changes with its manifests. */
const BLOBS = [
  'application/octet-stream',
  'application/vnd.docker.container.image.rootfs.diff+x-gtar',
];

/**
 * Notifications of distribution, and of the registries that are made from it.
 *
 * Source: distribution, "Work with notifications", and `notifications/event.go`, whose media type is
 * `application/vnd.docker.distribution.events.v1+json` in version 2 and `...v2+json` in version 3.
 */
export function readDistribution(
  body: unknown,
): ReportedRepository[] | undefined {
  const envelope = envelopeSchema.safeParse(body);
  return envelope.data?.events.flatMap(event => {
    const { data } = eventSchema.safeParse(event);
    return data && !BLOBS.includes(data.target.mediaType ?? '')
      ? [{ name: data.target.repository }]
      : [];
  });
}
