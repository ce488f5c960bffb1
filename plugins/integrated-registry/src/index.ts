/**
 * The Integrated Registry page, the Linked registries card and the image picker.
 *
 * @packageDocumentation
 */
export { integratedRegistryPlugin as default } from './plugin';
export { integratedRegistryApiRef } from './api';
export { integratedRegistryTranslationRef } from './translation';
