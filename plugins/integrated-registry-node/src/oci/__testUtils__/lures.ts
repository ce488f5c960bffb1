import http from 'node:http';
import { HttpTransportOptions } from '../../transport';
import { TestAuthority } from '../../transport/__testUtils__/TestAuthority';
import { useTestNetwork } from '../../transport/__testUtils__/useTestNetwork';
import { OciClient } from '../OciClient';
import { config, digest, manifest, MANIFEST } from './smallImage';

export const network = useTestNetwork();

const authority = TestAuthority.create();
const certificate = authority.issue({
  commonName: 'registry',
  names: ['registry.test', 'evil.test'],
});
export const signal = new AbortController().signal;
export const credential = { username: 'robot', password: 'canary-3b1f77' };
export const TOKEN = 'canary-token-93ac';
export const secrets = [
  credential.password,
  Buffer.from(`robot:${credential.password}`).toString('base64'),
  TOKEN,
];

type Answer = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

/** A server that keeps all it was sent: request line, headers and body. */
export async function listen(
  answer: Answer,
  { secure = false, host = '127.0.0.1' } = {},
) {
  const seen: string[] = [];
  const listener: http.RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    seen.push(
      [`${request.method} ${request.url}`, ...request.rawHeaders, body].join(
        '\n',
      ),
    );
    answer(request, response);
  };
  const server = secure
    ? await network.https(certificate, listener)
    : await network.listen(http.createServer(listener), 'http', host);
  return {
    ...server,
    seen,
    leaked: () =>
      seen.filter(
        request =>
          secrets.some(secret => request.includes(secret)) ||
          /^(?:authorization|proxy-authorization|cookie)$/im.test(request),
      ),
  };
}

/** Tries to get a login out of whoever comes by. */
export const lure: Answer = (request, response) => {
  const { host } = request.headers;
  response.setHeader('set-cookie', 'session=1');
  response.setHeader('www-authenticate', [
    `Bearer realm="http://${host}/token",service="registry.test"`,
    'Basic realm="registry.test"',
  ]);
  response.writeHead(401).end();
};

export function answerJson(response: http.ServerResponse, body: object) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** Names lead to loopback, so that hosts differ and all of them answer. */
export function client(
  url: string,
  options: {
    transport?: Partial<HttpTransportOptions>;
    credential?: typeof credential;
  } = {},
) {
  const oci = new OciClient({
    url,
    credential: options.credential ?? credential,
    transport: network.transport({
      tls: { caCertificate: authority.cert },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      limits: { requestsPerSecond: 10_000, burst: 10_000 },
      ...options.transport,
    }),
  });
  return network.watch(oci, {
    'the password': credential.password,
    'the token': TOKEN,
  });
}

/** Every call there is. What they find does not matter here. */
export async function callAll(oci: OciClient) {
  const calls: (() => Promise<unknown>)[] = [
    () => oci.ping({ signal }),
    () => oci.verifyLogin({ signal }),
    async () => {
      for await (const page of oci.listRepositories({ signal })) {
        expect(page.items).toBeDefined();
      }
    },
    () => oci.listTags('team/app', { signal }),
    () => oci.resolve('team/app', '1.0', { signal }),
    () => oci.getArtifact('team/app', '1.0', { signal }),
    () => oci.getBlob('team/app', digest, { signal }),
    () => oci.listReferrers('team/app', digest, { signal }),
  ];
  for (const call of calls) {
    await call().catch(() => undefined);
  }
}

/** A registry with all its content, but for what `first` answers. */
export function registryOf(first: Answer, bearer?: () => string): Answer {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const expected = bearer
      ? `Bearer ${TOKEN}`
      : `Basic ${Buffer.from(`robot:${credential.password}`).toString(
          'base64',
        )}`;
    if (request.headers.authorization !== expected) {
      response.setHeader(
        'www-authenticate',
        bearer ? `Bearer realm="${bearer()}",service="s"` : 'Basic realm="x"',
      );
      response.writeHead(401).end();
      return;
    }
    first(request, response);
    if (response.writableEnded) {
      return;
    }
    if (path === '/v2/_catalog') {
      answerJson(response, { repositories: ['team/app'] });
    } else if (path.endsWith('/tags/list')) {
      answerJson(response, { tags: ['1.0'] });
    } else if (path.endsWith('/manifests/1.0')) {
      response.setHeader('content-type', MANIFEST);
      response.end(manifest);
    } else if (path.includes('/blobs/')) {
      response.end(config);
    } else if (path.includes('/referrers/')) {
      answerJson(response, { schemaVersion: 2, manifests: [] });
    } else {
      answerJson(response, {});
    }
  };
}
