import { KubernetesObject } from '../fields/KubernetesObject';
import { FieldError } from '../statuses/statuses';

/** What the server knows of a kind of object. */
export interface Resource {
  /** As in paths: `secrets`. */
  name: string;
  singular: string;
  kind: string;
  shortNames: readonly string[];
  namespaced: boolean;
  verbs: readonly Verb[];
  /** In Kubernetes' OpenAPI document. */
  schema: string;
  /** Whether an update may leave out `resourceVersion`. */
  allowsUnconditionalUpdate: boolean;
  /** Fills in what was not given, as Kubernetes does before it stores an object. */
  complete(object: KubernetesObject): KubernetesObject;
  validate(object: KubernetesObject): FieldError[];
  validateUpdate(next: KubernetesObject, live: KubernetesObject): FieldError[];
}

export type Verb = 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete';
