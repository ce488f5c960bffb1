import { Message, message } from 'backstage-plugin-integrated-registry-common';
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
const NEEDED: Record<string, Message> = {
  core: message('HARBOR_CORE'),
  database: message('HARBOR_DATABASE'),
  redis: message('HARBOR_REDIS'),
  registry: message('HARBOR_REGISTRY'),
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
      message:
        down.length === 1
          ? message('HARBOR_COMPONENT_DOWN', { component: down[0] })
          : message('HARBOR_COMPONENTS_DOWN', {
              components: down.reduce((first, second) =>
                message('BOTH', { first, second }),
              ),
            }),
      remedy: message('HARBOR_CHECK_COMPONENTS'),
    });
  }
  // A proxy may hide its health; this needs the database, and is open to everybody.
  const { httpStatus } = await api.send(`${API}/projects`, {
    ...anonymous,
    query: { page: '1', page_size: '1' },
  });
  if (httpStatus >= 500) {
    throw new RegistryError('UPSTREAM_ERROR', {
      message: message('HARBOR_PROJECTS_FAILED', { status: httpStatus }),
      remedy: message('HARBOR_CHECK_DATABASE'),
      upstreamStatus: httpStatus,
    });
  }
  if (httpStatus !== 200) {
    throw new RegistryError('FORBIDDEN', {
      message: message('HARBOR_REFUSES_EVERYBODY', { status: httpStatus }),
      remedy: message('HARBOR_ASK_WHAT_REFUSES'),
      upstreamStatus: 401,
    });
  }
}

/** What does not tell is not known to be down. */
function downIn(response: TransportResponse): Message[] {
  const { data } = healthSchema.safeParse(jsonOf(response));
  return (data?.components ?? []).flatMap(({ name, status }) =>
    status === 'unhealthy' && Object.hasOwn(NEEDED, name) ? NEEDED[name] : [],
  );
}
