/**
 * The Integrated Registry's integrations as Resources of the catalog.
 *
 * @packageDocumentation
 */
export { integratedRegistryCatalogModule as default } from './module';
