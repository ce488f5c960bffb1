/** Calls of registries that are refused. */
export const webhookMessages = {
  WEBHOOK_REFUSED:
    'Access denied: the secret of this webhook is missing or wrong',
  WEBHOOK_SECRET_MISSING:
    'The call had no secret. Set the secret in the registry as the steps below say',
  WEBHOOK_SECRET_WRONG:
    'The secret of the call was wrong. Renew the secret, and set it in the registry',
  WEBHOOK_NO_SECRET:
    'The registry called, but there is no secret. Create one, and set it in the registry',
  WEBHOOK_SUSPENDED: 'The integration is suspended, so nothing is accepted',
  WEBHOOK_SECRET_UNREADABLE:
    'The stored secret cannot be read, because its encryption key is not configured any more. Renew the secret, and set it in the registry',
  WEBHOOK_NOT_JSON:
    'The body of the call is not JSON, or it is compressed. Have the registry send JSON as it is',
  TOO_MANY_REFUSED_WEBHOOKS:
    'Too many calls were refused within a minute. Try again in {{seconds}} s',
} as const;
