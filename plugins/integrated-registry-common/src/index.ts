/**
 * The HTTP contract, permissions, image references and typed client of the Integrated Registry.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './contract';
export * from './imageReference';
export * from './messages';
export * from './patterns';
export * from './permissions';
