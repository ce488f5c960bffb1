/**
 * Provider extension point, HTTP transport and OCI client of the Integrated Registry.
 *
 * @packageDocumentation
 */
export { eachInTurns } from './inTurns';
export * from './network';
export * from './oci';
export * from './provider';
export * from './transport';
