import { Attempt } from '../access/AccessRules';
import { KubernetesObject } from '../fields/KubernetesObject';
import { isMap } from '../fields/values';
import { ObjectApi } from '../objects/ObjectApi';
import { ObjectStore } from '../objects/ObjectStore';
import { readFieldSelector, readLabelSelector } from '../objects/selectors';
import { Target } from '../objects/Target';
import {
  badRequest,
  forbidden,
  unsupportedMediaType,
} from '../statuses/statuses';
import { Call } from './Call';
import {
  APPLY,
  Body,
  checkObject,
  MERGE,
  mergePatch,
  readApplied,
  readObject,
} from './readObject';
import { readOptions } from './readOptions';
import { readAccept, represent } from './representation';

/** An answer of the server. */
export interface Answer {
  status: number;
  body: object;
  /** Sent as headers `Warning`. */
  warnings?: string[];
}

export interface ServeContext {
  store: ObjectStore;
  api: ObjectApi;
  /** @returns whether the caller may do it */
  isAllowed(attempt: Attempt): boolean;
  userAgent: string | undefined;
  accept: string | undefined;
  body: Body;
}

/**
 * Does what a request asks for, after its caller was let in.
 *
 * @throws StatusError
 */
export function serveObjects(call: Call, context: ServeContext): Answer {
  const representation = readAccept(context.accept);
  const answer = answerWhole(call, context);
  return { ...answer, body: represent(answer.body, representation) };
}

function answerWhole(call: Call, context: ServeContext): Answer {
  switch (call.verb) {
    case 'list':
      return { status: 200, body: list(call, context) };
    case 'create':
      return create(call, context);
    case 'update':
      return update(call, context);
    case 'patch':
      return patch(call, context);
    case 'delete':
      return remove(call, context);
    default:
      return { status: 200, body: context.api.get(targetOf(call)) };
  }
}

function targetOf({ resource, namespace, name }: Call): Target {
  return { resource, namespace, name: name! };
}

function list(
  { resource, namespace, query }: Call,
  { store }: ServeContext,
): object {
  const hasLabels = readLabelSelector(query.get('labelSelector') ?? '');
  const hasFields = readFieldSelector(query.get('fieldSelector') ?? '');
  return {
    kind: `${resource.kind}List`,
    apiVersion: 'v1',
    metadata: { resourceVersion: store.resourceVersion },
    items: store
      .list(resource.name, namespace)
      .filter(object => hasLabels(object) && hasFields(object))
      .map(({ kind, apiVersion, ...object }) => object),
  };
}

function create(
  { resource, namespace, query }: Call,
  { api, body, userAgent }: ServeContext,
): Answer {
  const options = readOptions('CreateOptions', query, userAgent);
  const { object, warnings } = readObject(resource, body, options);
  requireNamespaceOf(object, namespace);
  const name = object.metadata.name ?? '';
  const created = api.create({ resource, namespace, name }, object, options);
  return { status: 201, body: created, warnings };
}

function update(call: Call, { api, body, userAgent }: ServeContext): Answer {
  const options = readOptions('UpdateOptions', call.query, userAgent);
  const { object, warnings } = readObject(call.resource, body, options);
  requireName(call, object);
  return {
    status: 200,
    body: api.update(targetOf(call), object, options),
    warnings,
  };
}

function patch(call: Call, context: ServeContext): Answer {
  const { contentType } = context.body;
  switch (contentType) {
    case APPLY:
      return apply(call, context);
    case MERGE:
      return merge(call, context);
    default:
      throw unsupportedMediaType([MERGE, APPLY]);
  }
}

function apply(
  call: Call,
  { api, body, userAgent, isAllowed }: ServeContext,
): Answer {
  const { resource, namespace, name, query } = call;
  const options = readOptions('PatchOptions', query, userAgent, true);
  const applied = readApplied(body.text, options);
  const isNew = !api.has(targetOf(call));
  if (applied.metadata.name !== undefined) {
    requireName(call, applied);
  }
  // The name is known, unlike that of a create by POST.
  if (
    isNew &&
    !isAllowed({ verb: 'create', resource: resource.name, namespace, name })
  ) {
    // Kubernetes gives the authorizer's reason, and RBAC has none.
    throw forbidden(resource.name, name, '');
  }
  return {
    status: isNew ? 201 : 200,
    body: api.apply(targetOf(call), applied, options),
  };
}

function merge(call: Call, { api, body, userAgent }: ServeContext): Answer {
  const options = readOptions('PatchOptions', call.query, userAgent);
  let given: unknown;
  try {
    given = JSON.parse(body.text);
  } catch (error) {
    throw badRequest(`error decoding patch: ${(error as Error).message}`);
  }
  const live = api.get(targetOf(call));
  // It holds the resource version there is, unless the patch says another.
  const { object, warnings } = checkObject(
    call.resource,
    mergePatch(live, given),
    options.fieldValidation,
  );
  requireName(call, object);
  return {
    status: 200,
    body: api.update(targetOf(call), object, options),
    warnings,
  };
}

function remove(call: Call, { api, body, userAgent }: ServeContext): Answer {
  let given: unknown;
  try {
    given = body.text ? JSON.parse(body.text) : {};
  } catch (error) {
    throw badRequest((error as Error).message);
  }
  const options = readOptions(
    'DeleteOptions',
    call.query,
    userAgent,
    false,
    given,
  );
  const preconditions =
    isMap(given) && isMap(given.preconditions) ? given.preconditions : {};
  const { metadata } = api.delete(
    targetOf(call),
    preconditions,
    options.dryRun,
  );
  return {
    status: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: metadata.name,
        kind: call.resource.name,
        uid: metadata.uid,
      },
    },
  };
}

function requireNamespaceOf(
  { metadata }: KubernetesObject,
  namespace: string | undefined,
): void {
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

function requireName(
  { name, namespace }: Call,
  { metadata }: KubernetesObject,
): void {
  if (metadata.name !== name) {
    throw badRequest(
      `the name of the object (${
        metadata.name ?? ''
      }) does not match the name on the URL (${name})`,
    );
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      `the namespace of the object (${metadata.namespace}) does not match the namespace on the request (${namespace})`,
    );
  }
}
