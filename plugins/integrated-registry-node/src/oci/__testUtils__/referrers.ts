import { createHash } from 'node:crypto';
import { openTestClients } from './openTestClients';
import { Answer, ReceivedRequest } from './startServer';

export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const hex = 'ab'.repeat(32);
export const digest = `sha256:${hex}`;
export const referrersPath = `/v2/team/app/referrers/${digest}`;

export function named(name: string) {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

export function descriptor(
  name: string,
  artifactType?: string,
  annotations?: object,
) {
  return {
    mediaType: MANIFEST,
    digest: named(name),
    size: 700,
    artifactType,
    annotations,
  };
}

export function index(...manifests: object[]): Answer {
  return {
    headers: { 'content-type': INDEX },
    body: JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }),
  };
}

/** As a client lists what it attaches where there is no referrers API. */
export function listed(...manifests: object[]): Record<string, Answer> {
  const answer = index(...manifests);
  return {
    [`/v2/team/app/manifests/sha256-${hex}`]: answer,
    [`/v2/team/app/manifests/${named(String(answer.body))}`]: answer,
  };
}

/** A registry that answers so, and 404 for everything else. */
export async function serveReferrers(
  tests: ReturnType<typeof openTestClients>,
  answers: Record<string, Answer | ((request: ReceivedRequest) => Answer)>,
) {
  const server = await tests.serve(request => {
    const answer = answers[request.path];
    return typeof answer === 'function'
      ? answer(request)
      : answer ?? { code: request.path === '/v2/' ? 200 : 404 };
  });
  return { server, client: tests.client(server.url) };
}

/** As a registry answers HEAD for a tag. */
export function tagged(name: string): Answer {
  return {
    headers: {
      'content-type': MANIFEST,
      'docker-content-digest': named(name),
      'content-length': '0',
    },
    body: '',
  };
}
