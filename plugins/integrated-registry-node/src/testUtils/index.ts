/**
 * For the tests of providers.
 *
 * @packageDocumentation
 */
export type { ContractMinting } from './describeMinting';
export * from './describeProviderContract';
export * from './hostileAnswers';
