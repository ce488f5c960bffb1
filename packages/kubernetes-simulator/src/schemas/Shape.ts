/** What a value has to look like, as `structured-merge-diff` reads it from an OpenAPI schema. */
export type Shape = ScalarShape | MapShape | ListShape;

export interface ScalarShape {
  kind: 'scalar';
  type: 'string' | 'numeric' | 'boolean';
  /** Base64 in JSON, bytes in Kubernetes. */
  bytes: boolean;
}

export interface MapShape {
  kind: 'map';
  /** Fields that the schema names. */
  fields: Map<string, Field>;
  /** Of all other fields; none: there may be no others. */
  element?: Shape;
  /** One manager has all of it. */
  atomic: boolean;
}

export interface Field {
  shape: Shape;
  required: boolean;
  /** Of a key of a list, where the entry does not say it. */
  fallback?: unknown;
}

export interface ListShape {
  kind: 'list';
  element: Shape;
  /** One manager has all of it; or its entries have managers, told apart by value or by their keys. */
  relationship: 'atomic' | 'set' | 'map';
  keys: readonly string[];
}
