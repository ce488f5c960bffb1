import { once } from 'node:events';
import {
  Agent,
  IncomingHttpHeaders,
  IncomingMessage,
  request,
} from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { KubernetesSimulator } from '../KubernetesSimulator';
import { Status } from '../statuses/StatusError';

export const ADMIN = 'test-admin-token';
export const WRITER = 'test-writer-token';
export const WRITER_USER = 'system:serviceaccount:portal:pull-secrets';

export const APPLY = 'application/apply-patch+yaml';
export const MERGE = 'application/merge-patch+json';

export interface Reply<T = any> {
  status: number;
  headers: IncomingHttpHeaders;
  body: T;
}

export interface SendOptions {
  token?: string;
  contentType?: string;
  /** An object is sent as JSON. */
  body?: object | string;
  headers?: Record<string, string>;
}

export interface TestCluster {
  simulator: KubernetesSimulator;
  send<T = any>(
    method: string,
    path: string,
    options?: SendOptions,
  ): Promise<Reply<T>>;
  /** Applies a Secret of the namespace `payments-dev`. */
  apply(
    name: string,
    fields: object,
    options?: SendOptions & { query?: string; manager?: string },
  ): Promise<Reply>;
  stop(): Promise<void>;
}

/** A cluster with the namespace `payments-dev`, and a token that may do everything. */
export async function openSimulator(
  options: Parameters<typeof KubernetesSimulator.start>[0] = {},
): Promise<TestCluster> {
  const simulator = await KubernetesSimulator.start(options);
  simulator.allow({ token: ADMIN, user: 'admin', resource: '*', verbs: ['*'] });
  simulator.createNamespace('payments-dev');

  // One connection for all: a test sends thousands of requests.
  const agent = new Agent({ keepAlive: true });

  async function send(
    method: string,
    path: string,
    { token = ADMIN, contentType, body, headers }: SendOptions = {},
  ): Promise<Reply> {
    const sent = typeof body === 'object' ? JSON.stringify(body) : body ?? '';
    const outgoing = request(`${simulator.url}${encodeURI(path)}`, {
      agent,
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        'content-type': contentType ?? 'application/json',
        // Node.js leaves it out of a DELETE.
        'content-length': Buffer.byteLength(sent),
        ...headers,
      },
    });
    outgoing.end(sent);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const content = await readText(incoming);
    return {
      status: incoming.statusCode!,
      headers: incoming.headers,
      body: content && JSON.parse(content),
    };
  }

  return {
    simulator,
    send,
    apply: (name, fields, { query = '', manager = 'portal', ...more } = {}) =>
      send('PATCH', `${secretPath(name)}?fieldManager=${manager}${query}`, {
        contentType: APPLY,
        body: secretObject(name, fields),
        ...more,
      }),
    async stop() {
      agent.destroy();
      await simulator.stop();
    },
  };
}

export function secretPath(name: string, namespace = 'payments-dev'): string {
  return `/api/v1/namespaces/${namespace}/secrets/${name}`;
}

export function secretObject(name: string, fields: object = {}) {
  const { metadata, ...others } = fields as { metadata?: object };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, ...metadata },
    ...others,
  };
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** What a failure looks like, without the fields that all have. */
export function failure({ status, body }: Reply<Status>) {
  const { reason, message, details } = body;
  return { status, reason, message, details };
}

export const SECRETS = '/api/v1/namespaces/payments-dev/secrets';
export const DOCKER_CONFIG = 'kubernetes.io/dockerconfigjson';

/** The fields of a Secret with a docker config. */
export function dockerConfig(text = '{"auths":{}}') {
  return { type: DOCKER_CONFIG, data: { '.dockerconfigjson': base64(text) } };
}
