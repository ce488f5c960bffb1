import { KubernetesObject } from '../fields/KubernetesObject';
import { notAcceptable } from '../statuses/statuses';

/**
 * What of an object is answered: all of it, or its metadata alone.
 * Source: Kubernetes API concepts, "Metadata-only fetches".
 */
export type Representation =
  | 'whole'
  | 'PartialObjectMetadata'
  | 'PartialObjectMetadataList';

const META = 'meta.k8s.io';
const JSON_TYPES = ['application/json', 'application/*', '*/*'];

interface ListObject {
  metadata: object;
  items: Pick<KubernetesObject, 'metadata'>[];
}

/**
 * Reads the header `Accept`: the first entry that the server has, by weight.
 *
 * @throws StatusError 406
 */
export function readAccept(accept = '*/*'): Representation {
  const entries = accept
    .split(',')
    .map(readEntry)
    .sort((one, other) => other.weight - one.weight);
  const found = entries
    .map(({ representation }) => representation)
    .find(representation => representation !== undefined);
  if (!found) {
    throw notAcceptable(
      'only the following media types are accepted: application/json',
    );
  }
  return found;
}

function readEntry(entry: string): {
  weight: number;
  representation: Representation | undefined;
} {
  const [type, ...rest] = entry.split(';').map(part => part.trim());
  const {
    q = '1',
    as,
    g,
    v,
  } = Object.fromEntries(rest.map(parameter => parameter.split('=')));
  return {
    weight: Number(q),
    representation: representationOf(type, as, g, v),
  };
}

function representationOf(
  type: string,
  as: string | undefined,
  group: string | undefined,
  version: string | undefined,
): Representation | undefined {
  if (!JSON_TYPES.includes(type)) {
    return undefined;
  }
  if (as === undefined) {
    return 'whole';
  }
  const isPartial =
    as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList';
  return isPartial && group === META && version === 'v1' ? as : undefined;
}

/**
 * @param answered - an object, a list, or a Status, which stays as it is
 * @throws StatusError 406 where a list is wanted of an object, or an object of a list
 */
export function represent(
  answered: object,
  representation: Representation,
): object {
  const { kind } = answered as KubernetesObject;
  if (representation === 'whole' || kind === 'Status') {
    return answered;
  }
  const isList = 'items' in answered;
  if (isList !== (representation === 'PartialObjectMetadataList')) {
    throw notAcceptable(
      `you requested ${representation}, but the requested object is ${
        isList ? 'a list' : 'not a list'
      } (*core.${kind})`,
    );
  }
  if (!isList) {
    return metadataOf(answered as KubernetesObject);
  }
  const { metadata, items } = answered as ListObject;
  return {
    kind: representation,
    apiVersion: `${META}/v1`,
    metadata,
    items: items.map(metadataOf),
  };
}

function metadataOf({ metadata }: Pick<KubernetesObject, 'metadata'>): object {
  return { kind: 'PartialObjectMetadata', apiVersion: `${META}/v1`, metadata };
}
