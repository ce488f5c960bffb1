/**
 * A container registry in one process, and helpers that start real ones, for tests and the demo.
 *
 * @packageDocumentation
 */
export * from './content/ContentStore';
export * from './content/fillScale';
export * from './content/images';
export * from './content/pushContent';
export * from './demo/demoFaces';
export * from './demo/fillDemo';
export * from './documents/DocumentTable';
export * from './measure/busyMs';
export * from './network/forgedHosts';
export * from './network/HostileFront';
export * from './peers';
export * from './random/Random';
export * from './secrets/SecretNet';
export * from './secrets/watchCalls';
export * from './secrets/watchProvider';
export * from './simulator/artifactory/options';
export * from './simulator/createFace';
export * from './simulator/faults';
export * from './simulator/distribution/quirks';
export * from './simulator/harbor/options';
export * from './simulator/RegistrySimulator';
export * from './costly/CostlyRegistry';
export * from './costly/costlyRequests';
export * from './webhooks/webhookCalls';
