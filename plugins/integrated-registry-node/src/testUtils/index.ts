/**
 * For the tests of providers.
 *
 * @packageDocumentation
 */
export * from './describeProviderContract';
export * from './hostileAnswers';
