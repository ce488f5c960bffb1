import {
  findJsonExcess,
  message,
  Message,
  receiveWebhookRoute,
} from 'backstage-plugin-integrated-registry-common';
import { Request, RequestHandler } from 'express';
import { Audit } from '../access';
import { authenticationError, inputError } from '../model';
import { TooManyRequestsError } from '../platform';
import { presentedSecret } from './presentedSecret';
import { readRawBody } from './readRawBody';
import { RefusalLimit } from './RefusalLimit';
import { Webhooks } from './Webhooks';

export interface WebhookHandlerOptions {
  webhooks: Webhooks;
  audit: Audit;
  limit: RefusalLimit;
}

/** Of a body within its bytes: distribution's events have some thirty values each. */
const JSON_LIMITS = { nesting: 32, values: 100_000 };
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Takes the calls of registries. Without the secret everything is answered with the same 401, and audited;
 * after it, 202 before the registry is asked about anything. No address in a call is ever called.
 */
export function webhookHandler(options: WebhookHandlerOptions): RequestHandler {
  const { webhooks } = options;
  return async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    // Whoever puts the secret into the query is not read, and not answered with it either.
    request.url = request.path;
    const id = ID.test(request.params.id) ? request.params.id : '-';
    const presented = presentedSecret(request.headers);
    // Of who shows nothing the body is not read.
    const body = presented
      ? await readRawBody(request, receiveWebhookRoute.maxBodyBytes)
      : undefined;
    const integration = await webhooks.admit(id, presented, body);
    if (!integration) {
      // Nor is what was sent behind it.
      response.setHeader('Connection', 'close');
      throw await refusal(id, options);
    }
    const problem = isJson(request) ? undefined : message('WEBHOOK_NOT_JSON');
    const parsed = problem ?? parse(body);
    if ('code' in parsed) {
      webhooks.refuse(integration.id, parsed);
      throw inputError(parsed);
    }
    response.status(receiveWebhookRoute.success).json({
      repositories: await webhooks.receive(integration, parsed.value),
    });
  };
}

/** What a call without the secret is answered, whatever the reason. */
async function refusal(
  id: string,
  { audit, limit }: WebhookHandlerOptions,
): Promise<Error> {
  const seconds = limit.take();
  if (seconds !== undefined) {
    return new TooManyRequestsError(
      message('TOO_MANY_REFUSED_WEBHOOKS', { seconds }),
      seconds,
    );
  }
  const error = authenticationError(message('WEBHOOK_REFUSED'));
  // Without the request: what its headers say is not known to be true, and may be a secret.
  await audit.failure(
    { eventId: 'webhook-refused', meta: { integrationId: id } },
    error,
    {},
  );
  return error;
}

function isJson({ headers }: Request): boolean {
  const type = headers['content-type'] ?? 'application/json';
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(type);
}

/** `value` is undefined where there is more in it than is read. */
function parse(body: Buffer | undefined): { value: unknown } | Message {
  if (!body || findJsonExcess(body, JSON_LIMITS)) {
    return { value: undefined };
  }
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    // Also what is compressed.
    return message('WEBHOOK_NOT_JSON');
  }
}
