export {
  type BindingListOptions,
  DatabaseBindingStore,
} from './DatabaseBindingStore';
export type {
  BoundNamespace,
  PullSecretStanding,
  StoredBinding,
} from './StoredBinding';
