import { KubernetesObject } from '../fields/KubernetesObject';
import { conflict, unknownError } from '../statuses/statuses';
import { Target } from './Target';

/** What is created has no resource version yet. */
export function requireNew({ metadata }: KubernetesObject): void {
  if (metadata.resourceVersion) {
    throw unknownError(
      'resourceVersion should not be set on objects to be created',
    );
  }
}

/** Refuses to write over another object of the name, or over a change that the writer does not know. */
export function requireSame(
  { resource, name }: Target,
  live: KubernetesObject,
  { metadata: { uid, resourceVersion } }: KubernetesObject,
): void {
  if (uid && uid !== live.metadata.uid) {
    throw conflict(
      resource.name,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  if (resourceVersion && resourceVersion !== live.metadata.resourceVersion) {
    throw conflict(
      resource.name,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
}

export interface Preconditions {
  uid?: string;
  resourceVersion?: string;
}

/** Refuses to delete another object than the one that is meant. */
export function requireRecord(
  { resource, name }: Target,
  { metadata }: KubernetesObject,
  { uid, resourceVersion }: Preconditions,
): void {
  if (uid && uid !== metadata.uid) {
    throw conflict(
      resource.kind,
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      resource.kind,
      name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}
