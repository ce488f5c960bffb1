import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../fields/KubernetesObject';
import { isMap } from '../fields/values';
import { jsonType } from '../schemas/decodeValue';
import {
  FieldError,
  forbiddenField,
  invalid,
  required,
  tooLong,
} from '../statuses/statuses';
import { Resource } from './Resource';

/** 1 MiB. */
const MAX_SECRET_BYTES = 1_048_576;

const KEY = /^[-._a-zA-Z0-9]+$/;
const MAX_KEY_LENGTH = 253;

/** Keys that a type of Secret needs. What is JSON in them is checked as well. */
const KEYS_OF_TYPES: Record<string, { keys: string[]; json: boolean }> = {
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'], json: true },
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'], json: true },
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'], json: false },
  'kubernetes.io/ssh-auth': { keys: ['ssh-privatekey'], json: false },
};

type Data = Record<string, string>;

/** Validation follows `ValidateSecret` of Kubernetes 1.32. */
export const secrets: Resource = {
  name: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  shortNames: [],
  namespaced: true,
  verbs: ['get', 'list', 'create', 'update', 'patch', 'delete'],
  schema: 'io.k8s.api.core.v1.Secret',
  allowsUnconditionalUpdate: true,

  complete({ stringData, ...secret }) {
    const data = {
      ...dataOf(secret as KubernetesObject),
      ...Object.fromEntries(
        Object.entries((stringData ?? {}) as Data).map(([key, text]) => [
          key,
          Buffer.from(text).toString('base64'),
        ]),
      ),
    };
    return {
      ...(secret as KubernetesObject),
      ...(Object.keys(data).length > 0 && { data }),
      type: secret.type ?? 'Opaque',
    };
  },

  validate(secret) {
    const data = dataOf(secret);
    return [
      ...Object.keys(data).flatMap(validateKey),
      ...validateSize(data),
      ...validateType(String(secret.type), data),
    ];
  },

  validateUpdate(next, live) {
    return [
      ...(next.type === live.type
        ? []
        : [invalid('type', String(next.type), 'field is immutable')]),
      ...(live.immutable === true ? validateImmutable(next, live) : []),
    ];
  },
};

function dataOf(secret: KubernetesObject): Data {
  return (secret.data ?? {}) as Data;
}

function validateKey(key: string): FieldError[] {
  const field = `data[${key}]`;
  if (key.length > MAX_KEY_LENGTH) {
    return [
      invalid(field, key, `must be no more than ${MAX_KEY_LENGTH} characters`),
    ];
  }
  if (key === '.' || key === '..' || key.startsWith('..')) {
    return [
      invalid(
        field,
        key,
        key.length > 2 ? "must not start with '..'" : `must not be '${key}'`,
      ),
    ];
  }
  return KEY.test(key)
    ? []
    : [
        invalid(
          field,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
      ];
}

function validateSize(data: Data): FieldError[] {
  const bytes = Object.values(data).reduce(
    (sum, value) => sum + Buffer.byteLength(value, 'base64'),
    0,
  );
  return bytes > MAX_SECRET_BYTES ? [tooLong('data', MAX_SECRET_BYTES)] : [];
}

function validateType(type: string, data: Data): FieldError[] {
  const { keys = [], json = false } = KEYS_OF_TYPES[type] ?? {};
  return keys.flatMap(key => {
    const field = `data[${key}]`;
    if (data[key] === undefined) {
      return [required(field)];
    }
    const wrong = json ? whatIsNoObject(data[key]) : undefined;
    return wrong ? [invalid(field, undefined, wrong)] : [];
  });
}

/** As Go's `encoding/json` words the commonest reasons. */
function whatIsNoObject(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString().trim();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const character = text[Number(at ?? text.length)];
    return character === undefined
      ? 'unexpected end of JSON input'
      : `invalid character '${character}' looking for beginning of value`;
  }
  return isMap(value) || value === null
    ? undefined
    : `json: cannot unmarshal ${jsonType(
        value,
      )} into Go value of type map[string]interface {}`;
}

function validateImmutable(
  next: KubernetesObject,
  live: KubernetesObject,
): FieldError[] {
  const detail = 'field is immutable when `immutable` is set';
  return [
    ...(next.immutable === true ? [] : [forbiddenField('immutable', detail)]),
    ...(isDeepStrictEqual(dataOf(next), dataOf(live))
      ? []
      : [forbiddenField('data', detail)]),
  ];
}
