import { IncomingMessage } from 'node:http';
import { Resource, Verb } from '../resources/Resource';
import { resources } from '../resources/resources';
import { methodNotAllowed, noSuchPath } from '../statuses/statuses';

/** A request about objects. */
export interface Call {
  verb: Verb;
  resource: Resource;
  /** Undefined: all, or a kind without namespaces. */
  namespace: string | undefined;
  /** Undefined: a list, or what is created. */
  name: string | undefined;
  query: URLSearchParams;
}

const OBJECTS = /^\/api\/v1\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+))?$/;

const VERBS: Record<string, { one?: Verb; many?: Verb }> = {
  GET: { one: 'get', many: 'list' },
  POST: { many: 'create' },
  PUT: { one: 'update' },
  PATCH: { one: 'patch' },
  DELETE: { one: 'delete' },
};

/** @throws StatusError 404, 405 */
export function readCall({ method = '', url = '/' }: IncomingMessage): Call {
  const { pathname, searchParams: query } = new URL(url, 'http://server');
  const [, namespace, plural, name] = (OBJECTS.exec(pathname) ?? []).map(part =>
    part === undefined ? part : decodeURIComponent(part),
  );
  const resource = Object.hasOwn(resources, plural ?? '')
    ? resources[plural!]
    : undefined;
  const isOfNamespace = namespace !== undefined;
  const wants = name === undefined ? 'many' : 'one';
  if (!resource || (isOfNamespace && !resource.namespaced)) {
    throw noSuchPath();
  }
  if (resource.namespaced && !isOfNamespace && name !== undefined) {
    throw noSuchPath();
  }
  const verb = VERBS[method]?.[wants];
  if (
    !verb ||
    !resource.verbs.includes(verb) ||
    (verb === 'create' && resource.namespaced && !isOfNamespace) ||
    ['true', '1'].includes(query.get('watch') ?? '')
  ) {
    throw methodNotAllowed();
  }
  return { verb, resource, namespace, name, query };
}
