import {
  FilteredIntegration,
  IntegrationFilter,
  matchesFilter,
} from '../model';
import { Refusal } from './Refusal';

/** As much of an integration as decisions look at. */
export type DecidedIntegration = FilteredIntegration;

/**
 * What a caller may do something with. Role and permission policy must both agree; they are kept
 * apart only to tell operators which of them refused.
 */
export class AccessDecision {
  readonly #role: IntegrationFilter;
  readonly #policy: IntegrationFilter;

  constructor(role: IntegrationFilter, policy: IntegrationFilter) {
    this.#role = role;
    this.#policy = policy;
  }

  /** For the database, which applies it to lists. */
  get filter(): IntegrationFilter {
    return { allOf: [this.#role, this.#policy] };
  }

  /** The same for one integration at hand. */
  permits(integration: DecidedIntegration): boolean {
    return matchesFilter(integration, this.filter);
  }

  /** Who refuses this integration. */
  reasonAgainst(integration: DecidedIntegration): Refusal['reason'] {
    return matchesFilter(integration, this.#role) ? 'policy' : 'role';
  }
}
