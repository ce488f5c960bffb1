import { z } from 'zod';
import { ReportedRepository } from './ReportedRepository';

const dataSchema = z.object({
  repository: z.object({ repo_full_name: z.string() }),
});

const defaultSchema = z.object({
  type: z.string(),
  event_data: z.unknown().optional(),
});

const cloudEventSchema = z.object({
  specversion: z.string(),
  type: z.string().startsWith('harbor.'),
  data: z.unknown().optional(),
});

/** What changes tags. Pulls, scans, replications and quotas do not. */
const CHANGES = [
  'PUSH_ARTIFACT',
  'DELETE_ARTIFACT',
  'CREATE_TAG',
  'DELETE_TAG',
  'harbor.artifact.pushed',
  'harbor.artifact.deleted',
  'harbor.tag.created',
  'harbor.tag.deleted',
];

/**
 * Events of Harbor, in its default payload and as CloudEvents.
 *
 * Source: Harbor, "Configure Webhook Notifications", and `src/pkg/notifier/model/event.go` and
 * `formats/cloudevents.go`; no recording shows them.
 */
export function readHarbor(body: unknown): ReportedRepository[] | undefined {
  const cloudEvent = cloudEventSchema.safeParse(body).data;
  const event = defaultSchema.safeParse(body).data;
  const type = cloudEvent?.type ?? event?.type;
  if (type === undefined) {
    return undefined;
  }
  const { data } = dataSchema.safeParse(cloudEvent?.data ?? event?.event_data);
  return data && CHANGES.includes(type)
    ? [{ name: data.repository.repo_full_name }]
    : [];
}
