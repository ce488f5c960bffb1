import { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ApiRoute,
  apiRoutes,
  Integration,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { CallerOptions, inputError, notFoundError } from '../model';
import { createErrorHandler } from './errorHandler';
import { Handlers } from './handlers';
import { readBody } from './readBody';
import { RequestError } from './RequestError';
import { RunningRequests } from './RunningRequests';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  handlers: Handlers;
  logger: LoggerService;
  running: RunningRequests;
}

type AnyHandler = (
  input: { id: string; query: unknown; body: unknown; etag: string },
  options: CallerOptions,
) => Promise<unknown>;

/** Serves the calls of the HTTP contract: parses and validates, and leaves the rest to others. */
export function createRouter({
  httpAuth,
  handlers,
  logger,
  running,
}: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(running.count);
  router.use(async (request, response, next) => {
    // Also of refusals: whether something exists is nobody else's business either.
    response.setHeader('Cache-Control', 'no-store');
    // Before a body is read.
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    next();
  });
  for (const name of Object.keys(apiRoutes) as (keyof typeof apiRoutes)[]) {
    const route: ApiRoute = apiRoutes[name];
    // Each handler takes what its own route's schemas yield, and those are applied below.
    const handler = handlers[name] as AnyHandler;
    const method = route.method.toLowerCase() as
      | 'get'
      | 'post'
      | 'patch'
      | 'delete';
    router[method](route.path, readBody(route), async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const answer = await handler(
        {
          id: idOf(request),
          query: parse(route.query, request.query),
          body: parse(route.body, request.body),
          etag: route.ifMatch ? ifMatchOf(request) : '',
        },
        { credentials, signal: signalOf(response), request },
      );
      send(response, route, answer);
    });
  }
  router.use(createErrorHandler(logger));
  return router;
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  const result = schema?.safeParse(value);
  if (result && !result.success) {
    throw RequestError.from(result.error);
  }
  return result?.data;
}

/** What cannot be an id is not looked for. */
function idOf({ params }: Request): string {
  const { id } = params;
  if (id !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    throw notFoundError(message('NO_INTEGRATION_WITH_THIS_ID'));
  }
  return id ?? '';
}

function ifMatchOf(request: Request): string {
  const etag = request.header('if-match');
  if (!etag) {
    throw inputError(message('IF_MATCH_MISSING'));
  }
  return etag;
}

/** Aborted when the caller has gone. */
function signalOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) {
      gone.abort(new Error('The caller has closed the connection'));
    }
  });
  return gone.signal;
}

function send(response: Response, route: ApiRoute, answer: unknown): void {
  response.status(route.success);
  if (route.success === 204) {
    response.end();
    return;
  }
  const { etag } = answer as Partial<Integration>;
  if (etag) {
    response.setHeader('ETag', etag);
  }
  response.json(answer);
}
