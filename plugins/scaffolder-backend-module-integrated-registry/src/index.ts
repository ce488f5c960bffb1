/**
 * Scaffolder actions of the Integrated Registry.
 *
 * @packageDocumentation
 */
export { integratedRegistryScaffolderModule as default } from './module';
