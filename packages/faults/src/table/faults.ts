import { Fault } from '../registries/HostileRegistry';
import {
  body,
  cut,
  doubled,
  drip,
  emptied,
  endless,
  endlessHints,
  expiredPassword,
  gzipBomb,
  loginPage,
  raw,
  redirect,
  silence,
  silenceAfterHeaders,
  status,
  typed,
  withHeaders,
} from '../registries/wrongAnswers';

export const providerTypes = ['docker', 'harbor', 'jfrog'] as const;
export type ProviderType = (typeof providerTypes)[number];

export interface FaultRow {
  /** What is wrong, for whoever reads the table. */
  title: string;
  fault: Fault;
  /** The registry speaks TLS. */
  secure?: boolean;
  /** The name of the registry does not resolve. */
  unknownName?: boolean;
  /** Whose fault it can be; default: everybody's. */
  of?: readonly ProviderType[];
  /** It is left alone for so long, in seconds, and the clocks are turned ahead. */
  leftAloneFor?: number;
  /** Where the registry refuses the credential for good: it is tried on schedule only. */
  refusesCredential?: readonly ProviderType[];
  /** What the table says in a cell that depends on which of the requests meets the fault first. */
  varies?: { chosen?: string; health?: string };
}

/** Where each registry hands out tokens. */
const isTokenServer = (path: string) =>
  /^\/token|^\/service\/token|\/v2\/token/.test(path);
/** The lists a crawl reads. */
const isList = (path: string) =>
  /_catalog|\/api\/v2\.0\/(projects|repositories)\b|\/api\/search\/aql|\/api\/repositories/.test(
    path,
  );

const connections: FaultRow[] = [
  { title: 'Nothing listens', fault: { closed: true } },
  { title: 'The name does not resolve', fault: {}, unknownName: true },
  {
    title: 'Connections are closed at once',
    fault: { socket: socket => socket.end() },
  },
  {
    title: 'Connections are reset at once',
    fault: { socket: socket => socket.resetAndDestroy() },
  },
  {
    title: 'Connections are accepted, and nothing follows',
    fault: { socket: () => undefined },
  },
  {
    title: 'Another protocol answers (SSH)',
    fault: { socket: socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n') },
  },
  {
    title: 'HTTP at an HTTPS address',
    secure: true,
    fault: { otherProtocol: true },
  },
  {
    title: 'The certificate is signed by another authority',
    secure: true,
    fault: { certificate: 'untrusted' },
  },
  {
    title: 'The certificate has expired',
    secure: true,
    fault: { certificate: 'expired' },
  },
  {
    title: 'The certificate is for another name',
    secure: true,
    fault: { certificate: 'otherName' },
  },
  {
    title: 'The TLS handshake does not end',
    secure: true,
    fault: { socket: () => undefined },
  },
  {
    title: 'HTTPS at an HTTP address',
    // An alert, as servers answer a request in the clear.
    fault: {
      socket: socket =>
        socket.once('data', () =>
          socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])),
        ),
    },
  },
];

const bodies: FaultRow[] = [
  { title: 'No answer to any request', fault: { answer: silence } },
  { title: 'Headers, and no body', fault: { answer: silenceAfterHeaders } },
  { title: 'One byte in a second', fault: { answer: drip(1_000) } },
  {
    title: 'The connection is reset within the headers',
    fault: { answer: raw('HTTP/1.1 200 OK\r\nContent-Ty', 'reset') },
  },
  {
    title: 'The connection is reset within the body',
    fault: { answer: withHeaders('Content-Length: 5000', '{"', 'reset') },
  },
  { title: 'The body is cut off', fault: { answer: cut } },
  { title: 'The body does not end', fault: { answer: endless } },
  { title: 'A gzip bomb', fault: { answer: gzipBomb } },
  {
    title: '`Content-Encoding: gzip`, and it is not',
    fault: { answer: body('{}', { 'content-encoding': 'gzip' }) },
  },
  {
    title: '`Content-Length` smaller than the body',
    fault: { answer: withHeaders('Content-Length: 1', '{"repositories":[]}') },
  },
  {
    title: 'Two different `Content-Length`',
    fault: {
      answer: withHeaders('Content-Length: 2\r\nContent-Length: 3', '{}'),
    },
  },
  {
    title: 'Headers of a megabyte',
    fault: { answer: withHeaders(`X-Large: ${'x'.repeat(1_024 * 1_024)}`) },
  },
  {
    title: 'Interim answers (103) without end',
    fault: { answer: endlessHints },
  },
  { title: 'JSON that is none', fault: { answer: body('{"tags": [') } },
  { title: 'JSON of another kind', fault: { answer: body('["hello"]') } },
  { title: 'An empty body', fault: { answer: body('') } },
  { title: 'A login page with 200', fault: { answer: loginPage } },
  {
    title: 'The right body as `text/plain`',
    fault: { answer: typed('text/plain') },
  },
];

const LEFT_ALONE_S = 120;
const statuses: FaultRow[] = [
  ...[400, 403, 404, 405, 408, 410, 412, 418, 451, 500, 501, 502, 503, 504].map(
    (code): FaultRow => ({
      title: `${code} to every request`,
      fault: { answer: status(code) },
    }),
  ),
  {
    title: '401 to every request, without a challenge',
    fault: { answer: status(401) },
  },
  {
    title: '401 to every credential',
    fault: {
      answer: status(401, { 'www-authenticate': 'Basic realm="registry"' }),
    },
    refusesCredential: ['docker'],
  },
  {
    title: '403 (DENIED) to every credential, as clouds answer expired ones',
    fault: { answer: expiredPassword },
    refusesCredential: ['docker', 'harbor', 'jfrog'],
  },
  { title: '429', fault: { answer: status(429) } },
  {
    title: '429 with `Retry-After` in seconds',
    fault: { answer: status(429, { 'retry-after': String(LEFT_ALONE_S) }) },
    leftAloneFor: LEFT_ALONE_S,
  },
  {
    title: '429 with `Retry-After` as a date',
    fault: {
      answer: exchange =>
        status(429, {
          'retry-after': new Date(
            exchange.now() + LEFT_ALONE_S * 1_000,
          ).toUTCString(),
        })(exchange),
    },
    leftAloneFor: LEFT_ALONE_S,
  },
  {
    title: '429 with `Retry-After` of 31 years',
    fault: { answer: status(429, { 'retry-after': '999999999' }) },
    leftAloneFor: 3_600,
  },
  {
    title: '503 with `Retry-After`',
    fault: { answer: status(503, { 'retry-after': String(LEFT_ALONE_S) }) },
    leftAloneFor: LEFT_ALONE_S,
    varies: {
      health:
        'The registry wants fewer requests, so it is left alone for a while; unhealthy: `UPSTREAM_ERROR` where a check met it first',
    },
  },
];

const redirects: FaultRow[] = [
  {
    title: 'Redirects in a circle',
    fault: { answer: redirect(path => path) },
  },
  {
    title: 'Redirects to another host that does not answer',
    fault: { answer: redirect('http://127.0.0.1:9/') },
  },
  {
    title: 'Redirects to a login page',
    fault: {
      answer: exchange =>
        (exchange.request.url === '/login' ? loginPage : redirect('/login'))(
          exchange,
        ),
    },
  },
  {
    title: 'Redirects from HTTPS to HTTP',
    secure: true,
    fault: {
      answer: exchange =>
        redirect(path => `http://${exchange.request.headers.host}${path}`)(
          exchange,
        ),
    },
  },
];

const PARTS = {
  database: 'database',
  storage: 'image storage',
  login: 'login service',
};

const logins: FaultRow[] = [
  {
    title: 'The token server answers 500',
    fault: { only: isTokenServer, answer: status(500) },
  },
  {
    title: 'The token server does not answer',
    fault: { only: isTokenServer, answer: silence },
  },
  {
    title: 'The token server answers 401',
    fault: { only: isTokenServer, answer: status(401) },
    refusesCredential: ['docker'],
    varies: {
      chosen:
        'Docker Registry, Harbor: `FORBIDDEN` Access denied: the registry’s login service gave this user no token; Docker Registry, where a check has found it: `UNAUTHORIZED` Login failed<br>JFrog Artifactory: nothing: it can be chosen',
    },
  },
  {
    title: 'The token server answers with a login page',
    fault: { only: isTokenServer, answer: loginPage },
  },
  {
    title: 'The token server answers without a token',
    fault: { only: isTokenServer, answer: body('{}') },
  },
  {
    title: 'The challenge names a token server by its path alone',
    fault: {
      only: path => path.startsWith('/v2/'),
      answer: status(401, {
        'www-authenticate': 'Bearer realm="/token",service="registry"',
      }),
    },
  },
  {
    title: 'The challenge names a token server at another host',
    fault: {
      only: path => /\/v2\//.test(path),
      answer: status(401, {
        'www-authenticate':
          'Bearer realm="http://127.0.0.1:9/token",service="registry"',
      }),
    },
  },
  ...(['database', 'storage', 'login'] as const).map(
    (outage): FaultRow => ({
      title: `The ${PARTS[outage]} of the registry is down`,
      of: ['harbor', 'jfrog'],
      fault: { outage },
    }),
  ),
];

const lists: FaultRow[] = [
  {
    title: 'The list of repositories answers 500',
    fault: { only: isList, answer: status(500) },
  },
  {
    title: 'The list of repositories does not answer',
    fault: { only: isList, answer: silence },
  },
  {
    title: 'The list of repositories is refused (403)',
    fault: { only: isList, answer: status(403) },
  },
  {
    title: 'The list of repositories is of another kind',
    fault: { only: isList, answer: body('{"hello":"world"}') },
  },
  {
    title: 'The list of repositories is empty',
    fault: { only: isList, answer: emptied },
  },
  {
    title: 'The list of repositories has everything twice',
    fault: { only: isList, answer: doubled },
  },
  {
    title: 'Each page of the list names itself as the next',
    fault: {
      only: isList,
      answer: async exchange => {
        const { request, response, right } = exchange;
        response.setHeader('link', `<${request.url}>; rel="next"`);
        await right();
      },
    },
  },
];

export const faults: readonly FaultRow[] = [
  ...connections,
  ...bodies,
  ...statuses,
  ...redirects,
  ...logins,
  ...lists,
];
