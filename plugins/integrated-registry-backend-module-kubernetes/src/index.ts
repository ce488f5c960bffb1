/**
 * Pull secrets of the Integrated Registry in the namespaces of Kubernetes clusters.
 *
 * @packageDocumentation
 */
export { integratedRegistryKubernetesModule as default } from './module';
