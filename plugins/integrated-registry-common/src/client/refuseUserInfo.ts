import { ApiRoute, messageOfIssue } from '../contract';
import { message, Message } from '../messages';
import { IntegratedRegistryError } from './IntegratedRegistryError';

const REFUSED = message('REFERENCE_WITH_USER_INFO');

/**
 * Keeps a request from being sent that the backend would refuse for the user name or password in it:
 * on the way, addresses are written to the logs of proxies and servers.
 *
 * @throws IntegratedRegistryError - as the backend would answer
 */
export function refuseUserInfo(
  route: ApiRoute,
  { query, body }: { query?: unknown; body?: unknown },
): void {
  const issues = [
    route.query?.safeParse(query).error?.issues ?? [],
    route.body?.safeParse(body).error?.issues ?? [],
  ].flat();
  if (issues.some(issue => codeOf(messageOfIssue(issue)) === REFUSED.code)) {
    throw new IntegratedRegistryError({
      name: 'InputError',
      httpStatus: 400,
      message: REFUSED,
    });
  }
}

function codeOf(found: Message | string): string | undefined {
  return typeof found === 'string' ? undefined : found.code;
}
