import { ObjectMeta } from '../fields/KubernetesObject';
import { FieldError, invalid, required, tooLong } from '../statuses/statuses';

/** 256 KiB. */
const MAX_ANNOTATIONS_BYTES = 262_144;
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const SUBDOMAIN_WORDS = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;
const NAME_WORDS = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`;
const VALUE_WORDS = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${QUALIFIED})?')`;

/** What Kubernetes refuses of `metadata`, in the words of k8s.io/apimachinery 0.32. */
export function validateMetadata({
  name,
  labels = {},
  annotations = {},
}: ObjectMeta): FieldError[] {
  return [
    ...(name
      ? whatIsNoSubdomain(name).map(detail =>
          invalid('metadata.name', name, detail),
        )
      : [required('metadata.name', 'name or generateName is required')]),
    ...Object.keys(labels).flatMap(key =>
      whatIsNoQualifiedName(key).map(detail =>
        invalid('metadata.labels', key, detail),
      ),
    ),
    ...Object.values(labels).flatMap(value =>
      whatIsNoLabelValue(value).map(detail =>
        invalid('metadata.labels', value, detail),
      ),
    ),
    ...Object.keys(annotations).flatMap(key =>
      whatIsNoQualifiedName(key.toLowerCase()).map(detail =>
        invalid('metadata.annotations', key, detail),
      ),
    ),
    ...(sizeOf(annotations) > MAX_ANNOTATIONS_BYTES
      ? [tooLong('metadata.annotations', MAX_ANNOTATIONS_BYTES)]
      : []),
  ];
}

function sizeOf(annotations: Record<string, string>): number {
  return Buffer.byteLength(Object.entries(annotations).flat().join(''));
}

function whatIsNoSubdomain(name: string): string[] {
  return [
    ...atMost(name, MAX_NAME_LENGTH),
    ...(matches(SUBDOMAIN, name) ? [] : [SUBDOMAIN_WORDS]),
  ];
}

function whatIsNoLabelValue(value: string): string[] {
  return [
    ...atMost(value, MAX_LABEL_LENGTH),
    ...(matches(`(${QUALIFIED})?`, value) ? [] : [VALUE_WORDS]),
  ];
}

function whatIsNoQualifiedName(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name ${NAME_WORDS} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.pop()!;
  const [prefix] = parts;
  const ofPrefix = prefix ? whatIsNoSubdomain(prefix) : ['must be non-empty'];
  const ofName = [
    ...(name ? atMost(name, MAX_LABEL_LENGTH) : ['must be non-empty']),
    ...(matches(QUALIFIED, name) ? [] : [NAME_WORDS]),
  ];
  return [
    ...(prefix === undefined
      ? []
      : ofPrefix.map(word => `prefix part ${word}`)),
    ...ofName.map(word => `name part ${word}`),
  ];
}

function atMost(value: string, length: number): string[] {
  return value.length > length
    ? [`must be no more than ${length} characters`]
    : [];
}

function matches(pattern: string, value: string): boolean {
  return new RegExp(`^${pattern}$`).test(value);
}
