import { KubernetesObject } from '../fields/KubernetesObject';
import { isMap } from '../fields/values';
import { DecodeError, decodeValue } from './decodeValue';
import { Shape } from './Shape';
import { shapeOf } from './shapes';

/** By `apiVersion` and `kind`. */
const SCHEMAS: Record<string, string> = {
  'apps/v1 Deployment': 'io.k8s.api.apps.v1.Deployment',
  'v1 Service': 'io.k8s.api.core.v1.Service',
};

/**
 * What Kubernetes' OpenAPI document has against a manifest: unknown fields, values of another type, and
 * required fields that are missing. Values themselves are not looked at, and where a field takes text or
 * a number, it is expected to be text.
 *
 * @throws where the document has no such kind
 */
export function manifestProblems(manifest: KubernetesObject): string[] {
  const { apiVersion, kind } = manifest;
  const schema = SCHEMAS[`${apiVersion} ${kind}`];
  if (!schema) {
    throw new Error(`there is no schema of ${apiVersion}, kind ${kind}`);
  }
  const shape = shapeOf(schema);
  try {
    const { unknown } = decodeValue(shape, manifest, String(kind));
    return [
      ...unknown.map(field => `unknown field "${field}"`),
      ...missingIn(shape, manifest, '').map(
        field => `${field}: Required value`,
      ),
    ];
  } catch (error) {
    if (error instanceof DecodeError) {
      return [error.message];
    }
    throw error;
  }
}

function missingIn(shape: Shape, value: unknown, path: string): string[] {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      missingIn(shape.element, item, `${path}[${index}]`),
    );
  }
  if (shape.kind !== 'map' || !isMap(value)) {
    return [];
  }
  return [...shape.fields].flatMap(([name, { shape: below, required }]) => {
    const at = path ? `${path}.${name}` : name;
    if (value[name] === undefined) {
      return required ? [at] : [];
    }
    return missingIn(below, value[name], at);
  });
}
