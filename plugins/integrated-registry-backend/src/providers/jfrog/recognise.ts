import { message } from 'backstage-plugin-integrated-registry-common';
import {
  jsonOf,
  RegistryError,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { restErrorSchema, versionSchema } from './schema';

/** What the headers say: of version 7, and of those before. */
export function claimsToBe({
  headers,
}: TransportResponse): { version?: string } | undefined {
  const names = [headers.get('x-jfrog-version'), headers.get('server')];
  for (const name of names) {
    const [, version] =
      /^artifactory(?:\/(\d[\w.-]{0,30}))?/i.exec(name?.trim() ?? '') ?? [];
    if (version !== undefined) {
      return { version };
    }
  }
  return headers.has('x-artifactory-id') ||
    headers.has('x-artifactory-node-id') ||
    names.some(name => /^artifactory\b/i.test(name?.trim() ?? ''))
    ? {}
    : undefined;
}

/**
 * Is it Artifactory that answered to a ping? Its headers may have been taken off on the way, and
 * others say OK as well.
 *
 * @param askVersion - for its version, without a login
 */
export async function isArtifactory(
  ping: TransportResponse,
  askVersion: () => Promise<TransportResponse>,
): Promise<boolean> {
  if (/^text\/html\b/i.test(ping.headers.get('content-type') ?? '')) {
    return false;
  }
  const refused = ping.httpStatus === 401 || ping.httpStatus === 403;
  const ok =
    ping.httpStatus === 200 &&
    ping.body.toString('utf8', 0, 16).trim() === 'OK';
  if (claimsToBe(ping)) {
    return ok || refused;
  }
  if (refused) {
    return isRestError(ping);
  }
  if (!ok) {
    return false;
  }
  const version = await askVersion();
  return version.httpStatus === 200
    ? versionSchema.safeParse(jsonOf(version)).success
    : isRestError(version);
}

function isRestError(response: TransportResponse): boolean {
  return restErrorSchema.safeParse(jsonOf(response)).success;
}

/** The first version whose Docker repositories can be listed. */
const OLDEST = [4, 4, 3];

/** @throws RegistryError `UNSUPPORTED_VERSION` */
export function assertSupported(version: string | undefined): void {
  const numbers = version?.split('.').map(part => parseInt(part, 10));
  const at = OLDEST.findIndex((oldest, n) => numbers?.[n] !== oldest);
  // A number that cannot be read is compared to nothing.
  if (version && numbers && at >= 0 && numbers[at] < OLDEST[at]) {
    throw new RegistryError('UNSUPPORTED_VERSION', {
      message: message('JFROG_TOO_OLD', { version, oldest: OLDEST.join('.') }),
      remedy: message('JFROG_UPGRADE'),
    });
  }
}
