import { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ApiRoute,
  apiRoutes,
  Integration,
  receiveWebhookRoute,
} from 'backstage-plugin-integrated-registry-common';
import { RequestHandler, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Gates, Route, RouteName, Routes } from '../access';
import { RateLimits } from '../platform';
import { Door } from './Door';
import { createErrorHandler } from './errorHandler';
import { parseRequest } from './parseRequest';
import { readBody } from './readBody';
import { RunningRequests } from './RunningRequests';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  routes: Routes;
  gates: Gates;
  limits: RateLimits;
  logger: LoggerService;
  running: RunningRequests;
  /** What registries call. */
  webhooks: RequestHandler;
}

/**
 * Serves the calls of the HTTP contract, each in one order: authenticate, read and parse, pass the
 * door, answer.
 */
export function createRouter({
  httpAuth,
  routes,
  gates,
  limits,
  logger,
  running,
  webhooks,
}: RouterOptions): Router {
  const door = new Door(gates, limits);
  const router = PromiseRouter();
  router.use(running.count);
  // They have a secret of their own, and no token of Backstage.
  router.post(receiveWebhookRoute.path, webhooks);
  router.use(async (request, response, next) => {
    // Also of refusals: whether something exists is nobody else's business either.
    response.setHeader('Cache-Control', 'no-store');
    // Before a body is read.
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    next();
  });
  for (const name of Object.keys(apiRoutes) as RouteName[]) {
    const contract: ApiRoute = apiRoutes[name];
    // Each route takes what the schemas of its own contract yield, and those are applied below.
    const route = routes[name] as Route<any, any>;
    const method = contract.method.toLowerCase() as
      | 'get'
      | 'post'
      | 'patch'
      | 'delete';
    router[method](
      contract.path,
      readBody(contract),
      async (request, response) => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        });
        const answer = await door.pass(route, parseRequest(contract, request), {
          credentials,
          signal: signalOf(response),
          request,
        });
        send(response, contract, answer);
      },
    );
  }
  router.use(createErrorHandler(logger));
  return router;
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
