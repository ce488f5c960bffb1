import {
  message,
  WordedTexts,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { sleep, withDeadline } from '../timing';
import { Connections } from './Connections';
import { Dialer } from './Dialer';
import { exchange, ExchangeOutcome } from './exchange';
import {
  HttpTransport,
  TransportRequest,
  TransportResponse,
} from './HttpTransport';
import { HttpTransportOptions } from './HttpTransportOptions';
import { parseRetryAfter } from './parseRetryAfter';
import { probe, ProbeStep } from './probe';
import { acceptedEncodings } from './readBody';
import {
  checkRedirects,
  followRedirect,
  Hop,
  isReading,
  isRedirect,
} from './redirects';
import { RequestBudget, Ticket } from './RequestBudget';
import { isRetriedStatus, maxAttempts, retryDelay } from './retry';
import { SingleFlight } from './SingleFlight';
import { describeTarget, parseHttpUrl, targetOf } from './target';

const defaultMaxBytes = 4 * 1024 * 1024;
const defaultDeadline = 30_000;

/** Set by the transport itself, or never sent. */
const ownHeaders = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** A request with its defaults filled in. */
interface Order {
  hop: Hop;
  maxBytes: number;
  deadline: number;
  followRedirects: boolean;
  retry: boolean;
}

/** Speaks by `node-fetch`, over connections that are opened and checked here. */
export class NodeFetchTransport implements HttpTransport {
  readonly #dialer: Dialer;
  readonly #connections: Connections;
  readonly #budget: RequestBudget;
  readonly #flights = new SingleFlight<TransportResponse, Ticket>();
  readonly #closing = new AbortController();
  readonly #userAgent: string;
  readonly #random: () => number;

  constructor(options: HttpTransportOptions) {
    this.#dialer = new Dialer(options);
    this.#connections = new Connections(this.#dialer);
    this.#budget = options.budget ?? new RequestBudget(options.limits);
    this.#userAgent = options.userAgent ?? 'integrated-registry';
    this.#random = options.random ?? Math.random;
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    const { signal, priority = 'interactive' } = request;
    signal.throwIfAborted();
    const order = this.#toOrder(request);
    const newTicket = (): Ticket => ({
      priority,
      endsAt: performance.now() + order.deadline,
    });
    if (!isReading(order.hop.method)) {
      return this.#run(order, newTicket(), signal);
    }
    return this.#flights.run(identityOf(order), signal, {
      shared: newTicket,
      start: (ticket, shared) => this.#run(order, ticket, shared),
      join: ticket => {
        if (priority === 'interactive') {
          ticket.priority = priority;
        }
      },
    });
  }

  async probe(
    url: string,
    step: ProbeStep,
    signal: AbortSignal,
  ): Promise<WordedTexts> {
    return withDeadline(
      {
        timeout: defaultDeadline,
        onTimeout: () => timedOut(parseHttpUrl(url), defaultDeadline),
        parents: [signal, this.#closing.signal],
      },
      inTime => probe(this.#dialer, parseHttpUrl(url), step, inTime),
    );
  }

  close(): void {
    const reason = new RegistryError('UPSTREAM_ERROR', {
      message: message('CONNECTIONS_CLOSED'),
      remedy: message('TRY_AGAIN'),
    });
    this.#closing.abort(reason);
    this.#connections.close(reason);
  }

  #toOrder(request: TransportRequest): Order {
    const method = request.method ?? 'GET';
    const headers: Record<string, string> = {
      'accept-encoding': acceptedEncodings,
      'user-agent': this.#userAgent,
    };
    let { authorization } = request;
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      const lowerCase = name.toLowerCase();
      if (lowerCase === 'authorization') {
        authorization ??= value;
      } else if (!ownHeaders.has(lowerCase)) {
        headers[lowerCase] = value;
      }
    }
    return {
      hop: {
        url: parseHttpUrl(request.url),
        method,
        headers,
        authorization,
        body: isReading(method) ? undefined : request.body ?? '',
      },
      maxBytes: request.maxBytes ?? defaultMaxBytes,
      deadline: request.deadlineMs ?? defaultDeadline,
      followRedirects: request.followRedirects ?? true,
      retry: request.retry ?? isReading(method),
    };
  }

  async #run(
    order: Order,
    ticket: Ticket,
    caller: AbortSignal,
  ): Promise<TransportResponse> {
    return withDeadline(
      {
        timeout: order.deadline,
        onTimeout: () => timedOut(order.hop.url, order.deadline),
        parents: [caller, this.#closing.signal],
      },
      async signal => {
        for (let attempt = 1; ; attempt++) {
          const outcome = await this.#budget.run(ticket, signal, () =>
            this.#attempt(order, signal),
          );
          const retryAfter = outcome.response?.headers.get('retry-after');
          if (outcome.response) {
            this.#budget.noteAnswer(
              outcome.response.httpStatus,
              parseRetryAfter(retryAfter),
            );
          }
          const delay = retryDelay(attempt, retryAfter, this.#random);
          const again =
            order.retry &&
            attempt < maxAttempts &&
            performance.now() + delay < ticket.endsAt &&
            (outcome.response
              ? isRetriedStatus(outcome.response.httpStatus)
              : outcome.failure.broken);
          if (!again) {
            if (outcome.response) {
              return outcome.response;
            }
            throw outcome.failure.error;
          }
          await sleep(delay, signal);
        }
      },
    );
  }

  /** One attempt, redirects included. */
  async #attempt(order: Order, signal: AbortSignal): Promise<ExchangeOutcome> {
    const seen: Hop[] = [order.hop];
    for (;;) {
      const hop = seen[seen.length - 1];
      const outcome = await exchange(hop, {
        dialer: this.#dialer,
        connections: this.#connections,
        maxBytes: order.maxBytes,
        signal,
      });
      const location = outcome.response?.headers.get('location');
      if (
        !order.followRedirects ||
        !outcome.response ||
        !location ||
        !isRedirect(outcome.response.httpStatus)
      ) {
        return outcome;
      }
      const next = followRedirect(hop, outcome.response.httpStatus, location);
      checkRedirects(seen, next);
      seen.push(next);
    }
  }
}

function identityOf({ hop, ...rest }: Order): string {
  const headers = Object.entries(hop.headers).sort();
  return JSON.stringify([
    hop.method,
    hop.url.href,
    hop.authorization,
    headers,
    rest,
  ]);
}

function timedOut(url: URL, deadline: number): RegistryError {
  return new RegistryError('TIMED_OUT', {
    message: message('NO_WHOLE_ANSWER_IN_TIME', {
      target: describeTarget(targetOf(url)),
      seconds: deadline / 1_000,
    }),
  });
}
