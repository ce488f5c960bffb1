import { Shape } from '../schemas/Shape';
import { describeElement, entryElement, fieldElement } from './pathElements';
import { isMap, Value } from './values';

/**
 * What of an applied value is not as its schema says: `validate` of structured-merge-diff, in its words, such
 * as `.foo: field not declared in schema`.
 *
 * @returns nothing where all is well
 */
export function validateValue(shape: Shape, value: Value): string | undefined {
  const errors = collect(shape, value, '');
  return errors.length > 1
    ? ['errors:', ...errors.map(error => `  ${error}`)].join('\n')
    : errors[0];
}

function collect(shape: Shape, value: Value, path: string): string[] {
  const found = (message: string) => [path ? `${path}: ${message}` : message];
  if (value === null) {
    return [];
  }
  if (shape.kind === 'scalar') {
    return isScalar(shape.type, value) ? [] : found(expected(shape, value));
  }
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) {
      return found(`expected list, got ${describe(value)}`);
    }
    const seen = new Set<string>();
    return value.flatMap((item, index) => {
      if (shape.relationship === 'atomic') {
        return collect(shape.element, item, `${path}[${index}]`);
      }
      let element;
      try {
        element = entryElement(shape, item);
      } catch (error) {
        return found(`element ${index}: ${(error as Error).message}`);
      }
      const twice = seen.has(element)
        ? found(`duplicate entries for key ${describeElement(element)}`)
        : [];
      seen.add(element);
      const at = `${path}${describeElement(element)}`;
      return [...twice, ...collect(shape.element, item, at)];
    });
  }
  if (!isMap(value)) {
    return found(`expected map, got ${describe(value)}`);
  }
  return Object.entries(value).flatMap(([name, of]) => {
    const below = shape.fields.get(name)?.shape ?? shape.element;
    const at = `${path}${describeElement(fieldElement(name))}`;
    return below
      ? collect(below, of, at)
      : [`${at}: field not declared in schema`];
  });
}

function isScalar(type: string, value: Value): boolean {
  return typeof value === (type === 'numeric' ? 'number' : type);
}

function expected({ type }: { type: string }, value: Value): string {
  return type === 'numeric'
    ? `expected numeric (int or float), got ${typeof value}`
    : `expected ${type}, got ${describe(value)}`;
}

/** As Go prints it. */
function describe(value: Value): string {
  return `&value.valueUnstructured{Value:${JSON.stringify(value)}}`;
}
