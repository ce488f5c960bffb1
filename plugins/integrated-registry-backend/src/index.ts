/**
 * Backend of the Integrated Registry.
 *
 * @packageDocumentation
 */
export { integratedRegistryPlugin as default } from './plugin';
