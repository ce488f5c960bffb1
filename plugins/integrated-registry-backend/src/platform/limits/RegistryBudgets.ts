import {
  RequestBudget,
  TransportLimits,
} from 'backstage-plugin-integrated-registry-node';

/** Hears of registries that want to be left alone. */
export type BackOffListener = (registry: string, until: Date) => void;

/** Budgets that say no more than a new one would are not kept beyond so many. */
const MAX_UNTOUCHED = 1_000;

/**
 * One budget per registry: several integrations, their crawls, health checks and connection tests
 * share it where they lead to the same one.
 */
export class RegistryBudgets {
  readonly #limits: TransportLimits | undefined;
  readonly #budgets = new Map<string, RequestBudget>();
  #onBackOff: BackOffListener = () => {};

  constructor(limits?: TransportLimits) {
    this.#limits = limits;
  }

  /** There is one listener: the health of integrations. */
  tellBackOffsTo(listener: BackOffListener): void {
    this.#onBackOff = listener;
  }

  /** The budget of the registry at this address. */
  of(url: string): RequestBudget {
    const registry = registryOf(url);
    const known = this.#budgets.get(registry);
    if (known) {
      return known;
    }
    this.#forgetUntouched();
    const budget = new RequestBudget(this.#limits, {
      onBackOff: until => this.#onBackOff(registry, until),
    });
    this.#budgets.set(registry, budget);
    return budget;
  }

  /** Connection tests lead to any number of addresses. Transports keep the budget they have. */
  #forgetUntouched(): void {
    if (this.#budgets.size < MAX_UNTOUCHED) {
      return;
    }
    for (const [registry, budget] of this.#budgets) {
      if (budget.isUntouched) {
        this.#budgets.delete(registry);
      }
    }
  }
}

/** What is one registry: the paths below one host are its projects. */
export function registryOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
