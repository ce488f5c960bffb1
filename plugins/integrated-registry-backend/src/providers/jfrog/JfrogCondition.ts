import {
  CallOptions,
  jsonOf,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { JfrogApi } from './JfrogApi';
import { isArtifactory } from './recognise';

const routerHealthSchema = z.object({
  services: z.array(z.object({ service_id: z.string(), state: z.string() })),
});

/**
 * Finds out whether Artifactory is otherwise well, without a login: without its Access service nobody
 * can log in.
 *
 * Source: JFrog, "Router Health Check"; `jfac` is Access, `jfrt` Artifactory. Versions before 7 have
 * no router, and a proxy may hide it.
 *
 * @throws RegistryError that says which part is down
 */
export async function assertJfrogWell(
  api: JfrogApi,
  options: CallOptions,
): Promise<void> {
  const anonymous = { ...options, anonymous: true };
  const ping = await api.send('/api/system/ping', anonymous);
  if (ping.httpStatus >= 500) {
    throw new RegistryError('UPSTREAM_ERROR', {
      message: `Artifactory is not working: its ping failed with HTTP ${ping.httpStatus}.`,
      remedy: 'Ask Artifactory’s administrator to look at its log.',
      upstreamStatus: ping.httpStatus,
    });
  }
  const isItself = await isArtifactory(ping, () =>
    api.send('/api/system/version', anonymous),
  );
  if (!isItself) {
    throw new RegistryError('NOT_A_REGISTRY', {
      message: `Artifactory no longer answers at this address: its ping, which needs no login, was answered with HTTP ${ping.httpStatus}. So nothing tells whether the login is wrong.`,
      remedy:
        'Ask Artifactory’s administrator what stands before it, such as a proxy.',
      upstreamStatus: ping.httpStatus,
    });
  }
  const answer = await api.sendToRouter(
    '/router/api/v1/system/health',
    options,
  );
  const { data } = routerHealthSchema.safeParse(jsonOf(answer));
  const isDown = (id: string) =>
    data?.services.some(
      ({ service_id: name, state }) =>
        name.startsWith(id) && state.toUpperCase() === 'UNHEALTHY',
    );
  if (isDown('jfac') || isDown('jfrt')) {
    throw new RegistryError('UPSTREAM_ERROR', {
      message: isDown('jfac')
        ? 'Artifactory answers, but its login service (Access) is down.'
        : 'Artifactory is down, as its router says.',
      remedy:
        'Ask Artifactory’s administrator to look at this service and at its log.',
    });
  }
}
