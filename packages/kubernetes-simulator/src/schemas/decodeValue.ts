import { isMap } from '../fields/values';
import { Shape } from './Shape';

/** What Go's decoder answers instead of a value. */
export class DecodeError extends Error {}

export interface Decoded {
  /** Without fields that are unknown, null or empty, as Kubernetes stores it. */
  value: unknown;
  /** Fields that the schema does not have, as Kubernetes words them: `metadata.foo`. */
  unknown: string[];
}

/**
 * Reads a value as Kubernetes reads JSON into its own types.
 *
 * @param name - of the type, `Secret`
 * @throws DecodeError where a value is of another type than its field, or not Base64
 */
export function decodeValue(
  shape: Shape,
  value: unknown,
  name: string,
): Decoded {
  const unknown: string[] = [];
  return { value: decode(shape, value, name, '', unknown), unknown };
}

function decode(
  shape: Shape,
  value: unknown,
  name: string,
  path: string,
  unknown: string[],
): unknown {
  if (shape.kind === 'scalar') {
    return value === null
      ? zeroOf(shape.type)
      : decodeScalar(shape, value, name, path);
  }
  if (value === null) {
    return undefined;
  }
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) {
      throw mismatch(value, name, path, `[]${goType(shape.element)}`);
    }
    return value.map((item, index) =>
      decode(shape.element, item, name, `${path}[${index}]`, unknown),
    );
  }
  if (!isMap(value)) {
    throw mismatch(value, name, path, goType(shape));
  }
  const decoded: [string, unknown][] = [];
  for (const [field, of] of Object.entries(value)) {
    const at = path ? `${path}.${field}` : field;
    const named = shape.fields.get(field);
    const below = named?.shape ?? shape.element;
    if (!below) {
      // What may hold anything, such as fieldsV1, has no fields in the schema.
      if (shape.fields.size === 0) {
        decoded.push([field, of]);
      } else {
        unknown.push(at);
      }
    } else if (!named || of !== null) {
      const result = decode(below, of, name, at, unknown);
      // `metadata` and the like are there although they are empty; entries of maps as well.
      if (!named || !isLeftOut(result)) {
        decoded.push([field, result]);
      }
    }
  }
  return Object.fromEntries(decoded);
}

/** What `omitempty` leaves out. Booleans are pointers, for which it leaves out null only. */
function isLeftOut(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0)
  );
}

function zeroOf(type: 'string' | 'numeric' | 'boolean'): unknown {
  return { string: '', numeric: 0, boolean: false }[type];
}

function decodeScalar(
  shape: Extract<Shape, { kind: 'scalar' }>,
  value: unknown,
  name: string,
  path: string,
): unknown {
  if (typeof value !== (shape.type === 'numeric' ? 'number' : shape.type)) {
    throw mismatch(value, name, path, goType(shape));
  }
  return shape.bytes ? decodeBytes(value as string) : value;
}

/** Base64 as Go's `encoding/json` reads and writes it. */
function decodeBytes(value: string): string {
  const given = value.replace(/[\r\n]/g, '');
  const wrong = given.search(/[^A-Za-z0-9+/]/);
  const ends = given.length % 4 === 0 && /^[^=]*={0,2}$/.test(given);
  if (!ends || (wrong >= 0 && given[wrong] !== '=')) {
    const at = wrong >= 0 ? wrong : given.length - (given.length % 4);
    throw new DecodeError(`illegal base64 data at input byte ${at}`);
  }
  return Buffer.from(given, 'base64').toString('base64');
}

function mismatch(value: unknown, name: string, path: string, type: string) {
  const where = path.replace(/\[\d+\]/g, '');
  return new DecodeError(
    where
      ? `json: cannot unmarshal ${jsonType(
          value,
        )} into Go struct field ${name}.${where} of type ${type}`
      : `json: cannot unmarshal ${jsonType(
          value,
        )} into Go value of type ${type}`,
  );
}

/** As Go's decoder names it. */
export function jsonType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goType(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return `[]${goType(shape.element)}`;
    case 'map':
      return shape.element
        ? `map[string]${goType(shape.element)}`
        : 'map[string]interface {}';
    default:
      if (shape.bytes) {
        return '[]uint8';
      }
      return { string: 'string', numeric: 'int64', boolean: 'bool' }[
        shape.type
      ];
  }
}
