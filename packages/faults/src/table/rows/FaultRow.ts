import { Fault } from '../../registries/HostileRegistry';

export const providerTypes = ['docker', 'harbor', 'jfrog'] as const;
export type ProviderType = (typeof providerTypes)[number];

export interface FaultRow {
  /** What is wrong, for whoever reads the table. */
  title: string;
  fault: Fault;
  /** The registry speaks TLS. */
  secure?: boolean;
  /** The name of the registry does not resolve. */
  unknownName?: boolean;
  /** Whose fault it can be; default: everybody's. */
  of?: readonly ProviderType[];
  /** It is left alone for so long, in seconds, and the clocks are turned ahead. */
  leftAloneFor?: number;
  /** The registry asks for longer than any is left alone. */
  asksForMore?: boolean;
  /** Where the registry refuses the credential for good: it is tried on schedule only. */
  refusesCredential?: readonly ProviderType[];
}
