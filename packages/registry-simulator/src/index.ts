/**
 * A container registry in one process, and helpers that start real ones, for tests and the demo.
 *
 * @packageDocumentation
 */
export {};
