import { SecretNet } from './SecretNet';
import { watchCalls } from './watchCalls';

interface Transport {
  request(request: { authorization?: string }): Promise<unknown>;
}

interface Connection {
  credential?: object;
  transport: Transport;
}

/**
 * The same provider, and whatever its clients give and fail with goes through the net. Secret are
 * the credentials of its connections, those it mints, and whatever is sent as `Authorization`: a password, or
 * the token a registry gave for one.
 */
export function watchProvider<T extends { connect(connection: never): object }>(
  net: SecretNet,
  provider: T,
): T {
  const connect = (connection: Connection) => {
    net.addFrom(connection.credential);
    const transport = watchAuthorization(net, connection.transport);
    const client = provider.connect({ ...connection, transport } as never);
    return watchCalls(net, client, {
      results: true,
      handsOut: ['mintPullCredential'],
    });
  };
  return new Proxy(provider, {
    get(inner, name) {
      const member: unknown = Reflect.get(inner, name, inner);
      if (name === 'connect') {
        return connect;
      }
      return typeof member === 'function' ? member.bind(inner) : member;
    },
  });
}

function watchAuthorization<T extends Transport>(
  net: SecretNet,
  transport: T,
): T {
  return new Proxy(transport, {
    get(inner, name) {
      const member: unknown = Reflect.get(inner, name, inner);
      if (name === 'request') {
        return (request: { authorization?: string }) => {
          const [, sent] = /^\S+ (.+)$/.exec(request.authorization ?? '') ?? [];
          net.add(sent ?? '', 'what was sent as authorization');
          return inner.request(request);
        };
      }
      return typeof member === 'function' ? member.bind(inner) : member;
    },
  });
}
