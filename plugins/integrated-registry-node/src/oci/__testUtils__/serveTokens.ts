import { Answer, ReceivedRequest, TestServer } from './startServer';
import { openTestClients } from './openTestClients';

export const credential = { username: 'anna', password: 's3cret:ü' };
export const basic = `Basic ${Buffer.from('anna:s3cret:ü').toString('base64')}`;

interface TokenRules {
  /** `expires_in`, in seconds. */
  expiresIn?: number | null;
  field?: 'token' | 'access_token';
  allows?: (request: ReceivedRequest) => boolean;
  challenge?: (realm: string, request: ReceivedRequest) => string;
}

/** A registry that demands tokens and a token server beside it, which hands out t1, t2, ... */
export async function serveTokens(
  tests: ReturnType<typeof openTestClients>,
  rules: TokenRules = {},
) {
  const valid = new Set<string>();
  const state = { issued: 0, revoke: () => valid.clear() };
  const tokens = await tests.serve(request => {
    if (rules.allows && !rules.allows(request)) {
      return { code: 401 };
    }
    const token = `t${++state.issued}`;
    valid.add(token);
    if (rules.expiresIn) {
      setTimeout(() => valid.delete(token), rules.expiresIn * 1_000);
    }
    return {
      body: {
        [rules.field ?? 'token']: token,
        ...(rules.expiresIn !== undefined && { expires_in: rules.expiresIn }),
      },
    };
  });
  const registry: TestServer = await tests.serve((request): Answer => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!valid.has(token)) {
      const realm = `${tokens.url}/token`;
      return {
        code: 401,
        headers: {
          'www-authenticate':
            rules.challenge?.(realm, request) ??
            `Bearer realm="${realm}",service="test registry"`,
        },
        body: { errors: [{ code: 'UNAUTHORIZED' }] },
      };
    }
    return { body: request.path === '/v2/' ? {} : { tags: ['1.0'] } };
  });
  return { tokens, registry, state };
}
