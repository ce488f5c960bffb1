import { z } from 'zod';
import { wordingSchema } from '../messages';
import { ApiRoute } from './ApiRoute';
import { WEBHOOK_BODY_BYTES } from './requestLimits';

/** The webhook of an integration, by which its registry reports changes. */
export const webhookSchema = z.object({
  /** Is there a secret? Without one, every call is refused. */
  active: z.boolean(),
  /** Where the registry sends its events to. */
  address: z.string(),
  /** ISO 8601; when the secret was made. */
  createdAt: z.string().optional(),
  /** Entity ref. */
  createdBy: z.string().optional(),
  /** ISO 8601; when the last call was accepted. */
  lastEventAt: z.string().optional(),
  /** The last call that was refused. */
  lastRefused: z
    .object({
      /** ISO 8601. */
      at: z.string(),
      /** Why. */
      message: z.string(),
      wording: wordingSchema.optional(),
    })
    .optional(),
});

/** @public */
export type Webhook = z.infer<typeof webhookSchema>;

export const newWebhookSchema = webhookSchema.extend({
  /** Shown here only: what is kept of it is encrypted. */
  secret: z.string(),
});

/** @public */
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** What a registry is told of its call. */
export const webhookReceiptSchema = z.object({
  /** Repositories of the integration that the call has named. */
  repositories: z.number().int(),
});

/** @public */
export type WebhookReceipt = z.infer<typeof webhookReceiptSchema>;

/** Calls about the webhook of an integration. */
export const webhookRoutes = {
  getWebhook: {
    method: 'GET',
    path: '/integrations/:id/webhook',
    summary:
      'The address of the webhook, and when the registry last called it; for those who may change the integration',
    response: webhookSchema,
    success: 200,
  },
  renewWebhook: {
    method: 'POST',
    path: '/integrations/:id/webhook',
    summary:
      'Make a secret for the webhook, in the place of the one before; it is shown only here',
    response: newWebhookSchema,
    success: 201,
  },
  removeWebhook: {
    method: 'DELETE',
    path: '/integrations/:id/webhook',
    summary: 'Remove the secret of the webhook; every call is refused then',
    response: webhookSchema,
    success: 200,
  },
} as const satisfies Record<string, ApiRoute>;

/**
 * What registries call. No Backstage token is needed, but the secret of the webhook: as `Authorization`
 * by itself, as a bearer token or as a Basic password, or as JFrog's `X-JFrog-Event-Auth`, by itself or
 * as the key of an HMAC-SHA256 over the body, in hexadecimal.
 *
 * @public
 */
export const receiveWebhookRoute = {
  method: 'POST',
  path: '/webhooks/:id',
  summary:
    'Events of a registry: of Harbor, distribution, JFrog Artifactory or Quay, as they send them',
  body: z.record(z.string(), z.unknown()),
  maxBodyBytes: WEBHOOK_BODY_BYTES,
  response: webhookReceiptSchema,
  success: 202,
  security: 'webhookSecret',
} as const satisfies ApiRoute;
