import { Resource } from './Resource';
import { secrets } from './secrets';

const serviceAccounts: Resource = {
  name: 'serviceaccounts',
  singular: 'serviceaccount',
  kind: 'ServiceAccount',
  shortNames: ['sa'],
  namespaced: true,
  verbs: ['get', 'list', 'create', 'update', 'patch', 'delete'],
  schema: 'io.k8s.api.core.v1.ServiceAccount',
  allowsUnconditionalUpdate: false,
  complete: account => account,
  validate: () => [],
  validateUpdate: () => [],
};

const namespaces: Resource = {
  name: 'namespaces',
  singular: 'namespace',
  kind: 'Namespace',
  shortNames: ['ns'],
  namespaced: false,
  // Tests change them with the methods of KubernetesSimulator.
  verbs: ['get', 'list'],
  schema: 'io.k8s.api.core.v1.Namespace',
  allowsUnconditionalUpdate: true,
  complete: namespace => namespace,
  validate: () => [],
  validateUpdate: () => [],
};

/** By their names in paths. */
export const resources: Readonly<Record<string, Resource>> = {
  namespaces,
  secrets,
  serviceaccounts: serviceAccounts,
};
