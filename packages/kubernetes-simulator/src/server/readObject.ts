import { parse } from 'yaml';
import { KubernetesObject } from '../fields/KubernetesObject';
import { isMap } from '../fields/values';
import { decodeObject } from '../objects/decodeObject';
import { Resource } from '../resources/Resource';
import { DecodeError } from '../schemas/decodeValue';
import { badRequest, unsupportedMediaType } from '../statuses/statuses';
import { CallOptions } from './readOptions';

const JSON_OR_YAML = ['application/json', 'application/yaml'];
export const APPLY = 'application/apply-patch+yaml';
export const MERGE = 'application/merge-patch+json';

export interface Body {
  /** Without parameters. */
  contentType: string;
  text: string;
}

export interface ReadObject {
  object: KubernetesObject;
  /** Of fields that the schema does not have. */
  warnings: string[];
}

/**
 * Reads an object that is created or replaced.
 *
 * @throws StatusError 400, 415
 */
export function readObject(
  resource: Resource,
  { contentType, text }: Body,
  { fieldValidation }: CallOptions,
): ReadObject {
  if (contentType && !JSON_OR_YAML.includes(contentType)) {
    throw unsupportedMediaType([
      ...JSON_OR_YAML,
      'application/vnd.kubernetes.protobuf',
    ]);
  }
  return checkObject(resource, parseText(resource, text), fieldValidation);
}

/** @throws StatusError 400 */
export function checkObject(
  resource: Resource,
  given: unknown,
  fieldValidation: CallOptions['fieldValidation'],
): ReadObject {
  const { kind } = resource;
  if (
    isMap(given) &&
    ((given.kind ?? kind) !== kind || (given.apiVersion ?? 'v1') !== 'v1')
  ) {
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (v1), or the kind (${given.kind}) is not ${kind}`,
    );
  }
  try {
    const { object, unknown } = decodeObject(resource, given);
    const unknowns = unknown.map(field => `unknown field "${field}"`);
    if (unknowns.length > 0 && fieldValidation === 'Strict') {
      throw new DecodeError(`strict decoding error: ${unknowns.join(', ')}`);
    }
    return { object, warnings: fieldValidation === 'Warn' ? unknowns : [] };
  } catch (error) {
    throw error instanceof DecodeError
      ? badRequest(cannotBeHandled(resource, error.message))
      : error;
  }
}

/** @throws StatusError 400 */
function parseText(resource: Resource, text: string): unknown {
  try {
    return parse(text, { uniqueKeys: false });
  } catch (error) {
    throw badRequest(cannotBeHandled(resource, (error as Error).message));
  }
}

function cannotBeHandled({ kind }: Resource, why: string): string {
  return `${kind} in version "v1" cannot be handled as a ${kind}: ${why}`;
}

/**
 * Reads what is applied. What it may hold is checked when it is merged.
 *
 * @throws StatusError 400
 */
export function readApplied(
  text: string,
  { fieldValidation }: CallOptions,
): KubernetesObject {
  let applied: unknown;
  try {
    applied = parse(text, { uniqueKeys: false });
  } catch (error) {
    throw badRequest(`error decoding YAML: ${(error as Error).message}`);
  }
  if (!isMap(applied)) {
    throw badRequest('error decoding YAML: an object is expected');
  }
  if (fieldValidation === 'Strict') {
    try {
      parse(text);
    } catch (error) {
      throw badRequest(
        `error strict decoding YAML: ${(error as Error).message}`,
      );
    }
  }
  const metadata = isMap(applied.metadata) ? applied.metadata : {};
  return { ...applied, metadata } as KubernetesObject;
}

/** RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) {
    return patch;
  }
  const merged = new Map(Object.entries(isMap(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(name);
    } else {
      merged.set(name, mergePatch(merged.get(name), value));
    }
  }
  return Object.fromEntries(merged);
}
