import document from './core-v1.json';
import manifests from './manifests.json';
import { Field, Shape } from './Shape';

/** The part of OpenAPI's schema object that Kubernetes' document uses. */
interface OpenApiSchema {
  $ref?: string;
  allOf?: OpenApiSchema[];
  type?: string;
  format?: string;
  default?: unknown;
  required?: string[];
  properties?: Record<string, OpenApiSchema>;
  additionalProperties?: OpenApiSchema;
  items?: OpenApiSchema;
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
}

/** Schemas of Kubernetes' OpenAPI document by name; `bin/extract-schemas.mjs` has written them. The API serves them. */
export const openApiSchemas = document.schemas as Record<string, OpenApiSchema>;

/** Also of objects that no cluster here has. */
const schemas: Record<string, OpenApiSchema> = {
  ...(manifests.schemas as Record<string, OpenApiSchema>),
  ...openApiSchemas,
};

const known = new Map<string, Shape>();

/**
 * @param name - such as `io.k8s.api.core.v1.Secret`
 * @throws where the document has no such schema
 */
export function shapeOf(name: string): Shape {
  const found = known.get(name);
  if (found) {
    return found;
  }
  const schema = schemas[name];
  if (!schema) {
    throw new Error(`the document has no schema ${name}`);
  }
  const shape = read(schema);
  known.set(name, shape);
  return shape;
}

function read(schema: OpenApiSchema): Shape {
  const ref = schema.$ref ?? schema.allOf?.[0].$ref;
  if (ref) {
    return shapeOf(ref.split('/').pop()!);
  }
  switch (schema.type) {
    case 'array':
      return {
        kind: 'list',
        element: read(schema.items!),
        relationship: readRelationship(schema),
        keys: schema['x-kubernetes-list-map-keys'] ?? [],
      };
    case 'object':
      return {
        kind: 'map',
        fields: readFields(schema),
        element:
          schema.additionalProperties && read(schema.additionalProperties),
        atomic: schema['x-kubernetes-map-type'] === 'atomic',
      };
    case 'boolean':
      return { kind: 'scalar', type: 'boolean', bytes: false };
    case 'integer':
      return { kind: 'scalar', type: 'numeric', bytes: false };
    default:
      return {
        kind: 'scalar',
        type: 'string',
        bytes: schema.format === 'byte',
      };
  }
}

function readFields({
  properties = {},
  required = [],
}: OpenApiSchema): Map<string, Field> {
  return new Map(
    Object.entries(properties).map(([name, schema]) => [
      name,
      {
        shape: read(schema),
        required: required.includes(name),
        fallback: schema.default,
      },
    ]),
  );
}

/** Lists without a type are atomic. */
function readRelationship(schema: OpenApiSchema): 'atomic' | 'set' | 'map' {
  const type = schema['x-kubernetes-list-type'];
  return type === 'set' || type === 'map' ? type : 'atomic';
}
