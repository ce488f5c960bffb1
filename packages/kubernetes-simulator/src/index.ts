/**
 * A stand-in for a Kubernetes API server, for tests and the demo.
 *
 * @packageDocumentation
 */
export * from './access/AccessRules';
export * from './fields/KubernetesObject';
export * from './KubernetesSimulator';
export * from './objects/Cluster';
export * from './schemas/manifestProblems';
export * from './server/hooks';
