import { isContainer } from '../options';
import { NamespacePickerValue } from './schema';

/**
 * The namespace in the field, whatever the form data holds: fields left blank bring `null` or an empty
 * object.
 */
export function toNamespace(value: unknown): NamespacePickerValue | undefined {
  const { cluster, namespace } = isContainer(value) ? value : {};
  return typeof cluster === 'string' && typeof namespace === 'string'
    ? { cluster, namespace }
    : undefined;
}

/** Neither name has a slash. */
export function keyOf({ cluster, namespace }: NamespacePickerValue): string {
  return `${cluster}/${namespace}`;
}
