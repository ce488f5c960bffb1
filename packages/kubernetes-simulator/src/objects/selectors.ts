import { KubernetesObject } from '../fields/KubernetesObject';
import { badRequest } from '../statuses/statuses';

const SET = /^([^\s=!,()]+)\s+(in|notin)\s+\(([^)]*)\)$/;
const EQUALITY = /^([^\s=!,()]+)\s*(==|=|!=)\s*([^\s=!,()]*)$/;
const EXISTS = /^(!?)\s*([^\s=!,()]+)$/;

/**
 * Reads a label selector: `a=b`, `a!=b`, `a in (b, c)`, `a notin (b)`, `a`, `!a`, and several of them with
 * commas.
 *
 * @throws StatusError 400
 */
export function readLabelSelector(
  text: string,
): (object: KubernetesObject) => boolean {
  const requirements = text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => readRequirement(part, text));
  return ({ metadata: { labels = {} } }) =>
    requirements.every(holds => holds(labels));
}

function readRequirement(
  part: string,
  all: string,
): (labels: Record<string, string>) => boolean {
  const [, setKey, operator, list] = SET.exec(part) ?? [];
  if (setKey) {
    const values = list.split(',').map(value => value.trim());
    return labels => {
      const isIn =
        Object.hasOwn(labels, setKey) && values.includes(labels[setKey]);
      return operator === 'in' ? isIn : !isIn;
    };
  }
  const [, key, sign, value] = EQUALITY.exec(part) ?? [];
  if (key) {
    return labels => (labels[key] === value) === (sign !== '!=');
  }
  const [, not, name] = EXISTS.exec(part) ?? [];
  if (name) {
    return labels => Object.hasOwn(labels, name) === (not === '');
  }
  throw badRequest(`unable to parse requirement: ${all}`);
}

const FIELDS: Record<string, (object: KubernetesObject) => unknown> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace,
  type: ({ type }) => type,
};

/**
 * Reads a field selector: `metadata.name` and `metadata.namespace` with `=`, `==` and `!=`, and for Secrets
 * `type`.
 *
 * @throws StatusError 400
 */
export function readFieldSelector(
  text: string,
): (object: KubernetesObject) => boolean {
  const requirements = text
    .split(',')
    .filter(Boolean)
    .map(part => {
      const [, field, sign, value] = /^([\w.]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      const read = FIELDS[field ?? ''];
      if (!read) {
        throw badRequest(
          `Unable to find field selector: field label not supported: ${
            field ?? part
          }`,
        );
      }
      return (object: KubernetesObject) =>
        (read(object) === value) === (sign !== '!=');
    });
  return object => requirements.every(holds => holds(object));
}
