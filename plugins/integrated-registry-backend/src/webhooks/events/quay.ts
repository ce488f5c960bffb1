import { z } from 'zod';
import { ReportedRepository } from './ReportedRepository';

const eventSchema = z.object({
  docker_url: z.string(),
  repository: z.string(),
});

/**
 * Notifications of Quay. None of them says what it is: one that names a repository and its address may
 * be a push.
 *
 * Source: Red Hat Quay, "Repository Notifications", and `notifications/notificationevent.py`.
 */
export function readQuay(body: unknown): ReportedRepository[] | undefined {
  const { data } = eventSchema.safeParse(body);
  return data && [{ name: data.repository }];
}
