import { message } from 'backstage-plugin-integrated-registry-common';
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
      message: message('JFROG_PING_FAILED', { status: ping.httpStatus }),
      remedy: message('JFROG_CHECK_LOG'),
      upstreamStatus: ping.httpStatus,
    });
  }
  const isItself = await isArtifactory(ping, () =>
    api.send('/api/system/version', anonymous),
  );
  if (!isItself) {
    throw new RegistryError('NOT_A_REGISTRY', {
      message: message('JFROG_NO_LONGER_THERE', { status: ping.httpStatus }),
      remedy: message('JFROG_ASK_WHAT_STANDS_BEFORE'),
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
        ? message('JFROG_ACCESS_DOWN')
        : message('JFROG_DOWN'),
      remedy: message('JFROG_CHECK_SERVICE'),
    });
  }
}
