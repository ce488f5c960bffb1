import {
  CallOptions,
  jsonOf,
  RegistryError,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi } from './HarborApi';
import { API } from './paths';

/** Of the components that Harbor's health tells of, those without which no image can be had. */
const NEEDED: Record<string, string> = {
  core: 'its core',
  database: 'its database',
  redis: 'its cache (redis)',
  registry: 'its image storage (registry)',
};

const healthSchema = z.object({
  components: z.array(z.object({ name: z.string(), status: z.string() })),
});

/**
 * Finds out whether Harbor is otherwise well, without a login: it refuses valid logins where its
 * database is down.
 *
 * Source: https://goharbor.io, API v2.0, `GET /health`; it needs no login.
 *
 * @throws RegistryError that says which part is down, or that nothing shows that Harbor is well
 */
export async function assertHarborWell(
  api: HarborApi,
  options: CallOptions,
): Promise<void> {
  const anonymous = { ...options, anonymous: true };
  const down = downIn(await api.send(`${API}/health`, anonymous));
  if (down.length > 0) {
    throw new RegistryError('UPSTREAM_ERROR', {
      message: `Harbor is not working: by its own health check, ${down.join(
        ' and ',
      )} ${down.length === 1 ? 'is' : 'are'} down.`,
      remedy:
        'Ask Harbor’s administrator to look at these components and at their logs.',
    });
  }
  // A proxy may hide its health; this needs the database, and is open to everybody.
  const { httpStatus } = await api.send(`${API}/projects`, {
    ...anonymous,
    query: { page: '1', page_size: '1' },
  });
  if (httpStatus >= 500) {
    throw new RegistryError('UPSTREAM_ERROR', {
      message: `Harbor is not working: it failed with HTTP ${httpStatus} when it was asked for its projects. Its database may be down.`,
      remedy:
        'Ask Harbor’s administrator to look at its database, and at the log of its core.',
      upstreamStatus: httpStatus,
    });
  }
  if (httpStatus !== 200) {
    throw new RegistryError('FORBIDDEN', {
      message: `Harbor, or a proxy before it, refuses callers without a login as well: its projects, which everybody may list, were answered with HTTP ${httpStatus}. So nothing tells whether the login is wrong.`,
      remedy:
        'Ask Harbor’s administrator what refuses the portal. If it is right that callers without a login are refused, check user name and password.',
      upstreamStatus: 401,
    });
  }
}

/** What does not tell is not known to be down. */
function downIn(response: TransportResponse): string[] {
  const { data } = healthSchema.safeParse(jsonOf(response));
  return (data?.components ?? []).flatMap(({ name, status }) =>
    status === 'unhealthy' && Object.hasOwn(NEEDED, name) ? NEEDED[name] : [],
  );
}
