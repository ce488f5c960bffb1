import { describeObject } from '../fields/FieldManager';
import { KubernetesObject } from '../fields/KubernetesObject';
import { isMap } from '../fields/values';
import { Resource } from '../resources/Resource';
import { decodeValue } from '../schemas/decodeValue';
import { shapeOf } from '../schemas/shapes';
import { unknownError } from '../statuses/statuses';

/**
 * Reads an object of a request as Kubernetes does.
 *
 * @returns the object, and the fields that the schema does not have
 * @throws DecodeError
 */
export function decodeObject(
  { schema, kind }: Resource,
  given: unknown,
): { object: KubernetesObject; unknown: string[] } {
  const { value, unknown } = decodeValue(shapeOf(schema), given, kind);
  const object = value as KubernetesObject;
  return {
    object: { ...object, apiVersion: 'v1', kind, metadata: readMetadata() },
    unknown,
  };

  /** An empty list of managers means something, and is kept. */
  function readMetadata() {
    const managedFields =
      isMap(given) && isMap(given.metadata) && given.metadata.managedFields;
    return {
      ...object.metadata,
      ...(Array.isArray(managedFields) &&
        managedFields.length === 0 && { managedFields: [] }),
    };
  }
}

/**
 * Makes of what was merged an object of Kubernetes' own type.
 *
 * @throws StatusError 500, as Kubernetes does
 */
export function convertMerged(
  resource: Resource,
  merged: KubernetesObject,
  applied: KubernetesObject,
): KubernetesObject {
  try {
    return decodeObject(resource, merged).object;
  } catch (error) {
    throw unknownError(
      `failed to convert new object (${describeObject(
        applied,
      )}) to proper version: unable to convert unstructured object to /v1, Kind=${
        resource.kind
      }: ${(error as Error).message}`,
    );
  }
}
