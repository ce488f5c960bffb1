import { createHmac, randomUUID } from 'node:crypto';

/** A call as a registry makes it when something has changed. */
export interface WebhookCall {
  headers: Record<string, string>;
  body: string;
}

/** What has changed. */
export interface ChangedImage {
  /** What the receiver has given the registry; without it, the call has none. */
  secret?: string;
  /** Default: it was pushed. */
  deleted?: boolean;
  /** `team/app` */
  repository: string;
  tag?: string;
  digest?: string;
}

const DIGEST = `sha256:${'a'.repeat(64)}`;
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

/**
 * Notifications of distribution, several in one envelope.
 *
 * Source: distribution, "Work with notifications"; `notifications/event.go` of version 2.8.
 */
export function distributionCall(
  { secret, ...changed }: ChangedImage,
  ...others: Omit<ChangedImage, 'secret'>[]
): WebhookCall {
  return {
    headers: {
      'Content-Type': 'application/vnd.docker.distribution.events.v1+json',
      ...(secret && { Authorization: secret }),
    },
    body: JSON.stringify({ events: [changed, ...others].map(notification) }),
  };
}

function notification({
  deleted,
  repository,
  tag,
  digest = DIGEST,
}: Omit<ChangedImage, 'secret'>) {
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    action: deleted ? 'delete' : 'push',
    target: deleted
      ? { digest, repository }
      : { mediaType: MANIFEST, digest, size: 708, repository, tag },
    request: {
      id: randomUUID(),
      addr: '192.0.2.7:52345',
      host: 'registry.example.com',
      method: deleted ? 'DELETE' : 'PUT',
      useragent: 'docker/28.0',
    },
    actor: {},
    source: { addr: 'registry:5000', instanceID: randomUUID() },
  };
}

/**
 * An event of Harbor, in its default payload or as a CloudEvent.
 *
 * Source: Harbor, "Configure Webhook Notifications"; `src/pkg/notifier/formats`. No recording shows it.
 */
export function harborCall(
  { secret, deleted, repository, tag, digest = DIGEST }: ChangedImage,
  format: 'Default' | 'CloudEvents' = 'Default',
): WebhookCall {
  const [namespace, ...name] = repository.split('/');
  const data = {
    resources: [
      {
        digest,
        tag: tag ?? digest,
        resource_url: `harbor.example.com/${repository}@${digest}`,
      },
    ],
    repository: {
      date_created: 1_700_000_000,
      name: name.join('/'),
      namespace,
      repo_full_name: repository,
      repo_type: 'private',
    },
  };
  const occurAt = 1_700_000_000;
  const authorization = secret && { Authorization: secret };
  return format === 'Default'
    ? {
        headers: { 'Content-Type': 'application/json', ...authorization },
        body: JSON.stringify({
          type: deleted ? 'DELETE_ARTIFACT' : 'PUSH_ARTIFACT',
          occur_at: occurAt,
          operator: 'admin',
          event_data: data,
        }),
      }
    : {
        headers: {
          'Content-Type': 'application/cloudevents+json',
          ...authorization,
        },
        body: JSON.stringify({
          specversion: '1.0',
          id: randomUUID(),
          requestid: randomUUID(),
          source: '/projects/1/webhook/policies/3',
          type: deleted ? 'harbor.artifact.deleted' : 'harbor.artifact.pushed',
          datacontenttype: 'application/json',
          time: new Date(occurAt * 1_000).toISOString(),
          data,
          operator: 'admin',
        }),
      };
}

/**
 * An event of JFrog Artifactory. The first part of the repository is its key.
 *
 * Source: JFrog, "Webhooks" and "Event Types". No recording shows it.
 *
 * @param options - `signed`: the secret signs the body, and is not sent
 */
export function artifactoryCall(
  { secret, deleted, repository, tag = 'latest' }: ChangedImage,
  options: { signed?: boolean } = {},
): WebhookCall {
  const [key, ...image] = repository.split('/');
  const path = `${image.join('/')}/${tag}/manifest.json`;
  const body = JSON.stringify({
    domain: 'docker',
    event_type: deleted ? 'deleted' : 'pushed',
    data: {
      repo_key: key,
      path,
      name: 'manifest.json',
      sha256: 'a'.repeat(64),
      size: 708,
      image_name: image.join('/'),
      tag,
      platforms: [],
    },
    subscription_key: 'portal',
    jpd_origin: 'https://artifactory.example.com',
    source: 'jfrog/portal',
  });
  const signature = (key256: string) =>
    createHmac('sha256', key256).update(body).digest('hex');
  return {
    headers: {
      'Content-Type': 'application/json',
      ...(secret && {
        'X-JFrog-Event-Auth': options.signed ? signature(secret) : secret,
      }),
    },
    body,
  };
}

/**
 * A push as Quay tells it. It can send a secret only as the password of the address.
 *
 * Source: Red Hat Quay, "Repository Notifications"; `notifications/notificationmethod.py`.
 */
export function quayCall({
  secret,
  repository,
  tag = 'latest',
}: ChangedImage): WebhookCall {
  const [namespace, name] = repository.split('/');
  return {
    headers: {
      'Content-Type': 'application/json',
      ...(secret && {
        Authorization: `Basic ${Buffer.from(`quay:${secret}`).toString(
          'base64',
        )}`,
      }),
    },
    body: JSON.stringify({
      name,
      repository,
      namespace,
      docker_url: `quay.example.com/${repository}`,
      homepage: `https://quay.example.com/repository/${repository}`,
      updated_tags: [tag],
    }),
  };
}
