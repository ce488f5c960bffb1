import {
  foreignLine,
  message,
  messageIn,
} from 'backstage-plugin-integrated-registry-common';
import {
  ClusterError,
  ClusterErrorCode,
  createHttpTransport,
  HttpTransport,
  isRegistryError,
  jsonOf,
  NetworkPolicy,
  TransportMethod,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { statusSchema } from './objects';
import { ClusterSettings } from './readClusters';

/** One request, in milliseconds. */
const DEADLINE_MS = 10_000;
/** Characters of what an API server says. */
const MAX_REASON = 500;

export interface ApiRequest {
  method: TransportMethod;
  /** With its query; parts are encoded. */
  path: string;
  contentType?: string;
  accept?: string;
  body?: unknown;
  signal: AbortSignal;
  /** Texts that an answer must not repeat. */
  secrets?: readonly string[];
}

/** What an API server refuses something with. */
export class ApiFailure extends ClusterError {
  readonly httpStatus: number;

  constructor(
    code: ClusterErrorCode,
    reason: string,
    options: { httpStatus: number; retryAfter?: number },
  ) {
    super(code, reason, options);
    this.httpStatus = options.httpStatus;
  }
}

/** The API server of a cluster, spoken to as one service account. */
export class KubernetesApi {
  readonly #settings: ClusterSettings;
  readonly #networkPolicy: NetworkPolicy;
  #transport: { caCertificate?: string; open: HttpTransport } | undefined;
  #subject: string | undefined;

  constructor(settings: ClusterSettings, networkPolicy: NetworkPolicy) {
    this.#settings = settings;
    this.#networkPolicy = networkPolicy;
  }

  /** `system:serviceaccount:<namespace>:<name>`, once it is known. */
  get subject(): string | undefined {
    return this.#subject;
  }

  /**
   * @returns the answer, read by the schema
   * @throws ClusterError; an `ApiFailure` where the API server has answered
   */
  async ask<T extends z.ZodType>(
    request: ApiRequest,
    schema: T,
  ): Promise<z.output<T>> {
    const response = await this.#send(request);
    if (response.httpStatus >= 300) {
      throw failureOf(response, request.secrets ?? []);
    }
    const { data } = schema.safeParse(jsonOf(response));
    if (data === undefined) {
      throw new ClusterError('UNREACHABLE', message('CLUSTER_NOT_KUBERNETES'));
    }
    return data;
  }

  close(): void {
    this.#transport?.open.close();
  }

  async #send(request: ApiRequest): Promise<TransportResponse> {
    const { method, path, body, signal, contentType, accept } = request;
    const token = await this.#token();
    try {
      const transport = await this.#openTransport();
      return await transport.request({
        url: `${this.#settings.url}${path}`,
        method,
        signal,
        deadlineMs: DEADLINE_MS,
        followRedirects: false,
        retry: false,
        priority: 'background',
        headers: {
          accept: accept ?? 'application/json',
          ...(body !== undefined && {
            'content-type': contentType ?? 'application/json',
          }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      });
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      throw new ClusterError('UNREACHABLE', messageIn(error));
    }
  }

  /** Read for each request: bound tokens rotate. */
  async #token(): Promise<string | undefined> {
    const { token, tokenFile } = this.#settings;
    const read =
      tokenFile === undefined
        ? token
        : (await fileOf(tokenFile, 'tokenFile')).trim();
    this.#subject = read === undefined ? undefined : subjectOf(read);
    return read;
  }

  async #openTransport(): Promise<HttpTransport> {
    const { caFile } = this.#settings;
    const caCertificate =
      caFile === undefined
        ? this.#settings.caCertificate
        : await fileOf(caFile, 'caFile');
    if (!this.#transport || this.#transport.caCertificate !== caCertificate) {
      this.#transport?.open.close();
      this.#transport = {
        caCertificate,
        open: createHttpTransport({
          tls: { ...(caCertificate !== undefined && { caCertificate }) },
          networkPolicy: this.#networkPolicy,
          limits: { maxConcurrent: 8, requestsPerSecond: 50 },
        }),
      };
    }
    return this.#transport.open;
  }
}

async function fileOf(
  path: string,
  key: 'tokenFile' | 'caFile',
): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new ClusterError(
      'UNAUTHORIZED',
      message('CLUSTER_FILE_UNREADABLE', { key }),
    );
  }
}

/** RFC 7519: the second part of a token is its claims. */
function subjectOf(token: string): string | undefined {
  try {
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    return typeof claims.sub === 'string' ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}

function failureOf(
  response: TransportResponse,
  secrets: readonly string[],
): ApiFailure {
  const { httpStatus, headers } = response;
  const status = statusSchema.safeParse(jsonOf(response)).data;
  const causes = status?.details.causes ?? [];
  const has = (reason: string) => causes.some(cause => cause.reason === reason);
  const code = codeOf(httpStatus, {
    conflict: has('FieldManagerConflict'),
    terminating: has('NamespaceTerminating'),
  });
  const told = status?.message ?? '';
  // Whoever stands between may repeat what it was sent.
  const isSafe = told !== '' && !secrets.some(secret => told.includes(secret));
  const reason = isSafe
    ? foreignLine(told, MAX_REASON)
    : [`HTTP ${httpStatus}`, status?.reason].filter(Boolean).join(', ');
  const retryAfter = Number(headers.get('retry-after'));
  return new ApiFailure(code, reason, {
    httpStatus,
    ...(retryAfter > 0 && { retryAfter }),
  });
}

function codeOf(
  httpStatus: number,
  { conflict, terminating }: { conflict: boolean; terminating: boolean },
): ClusterErrorCode {
  switch (httpStatus) {
    case 401:
      return 'UNAUTHORIZED';
    case 403:
      return terminating ? 'TERMINATING' : 'FORBIDDEN';
    case 404:
      return 'MISSING';
    case 409:
      return conflict ? 'DRIFTED' : 'REFUSED';
    case 429:
      return 'BUSY';
    default:
      return httpStatus >= 500 ? 'UNREACHABLE' : 'REFUSED';
  }
}
