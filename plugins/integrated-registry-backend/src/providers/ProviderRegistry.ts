import {
  message,
  ProviderList,
} from 'backstage-plugin-integrated-registry-common';
import {
  checkedProvider,
  RegistryProvider,
  RegistryProvidersExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';
import { inputError } from '../model';

/** The registry types this backend speaks: the built-in ones, and what modules have added. */
export class ProviderRegistry implements RegistryProvidersExtensionPoint {
  readonly #providers = new Map<string, RegistryProvider>();

  constructor(...providers: RegistryProvider[]) {
    this.addProvider(...providers);
  }

  addProvider(...providers: RegistryProvider[]): void {
    for (const provider of providers) {
      if (this.#providers.has(provider.type)) {
        throw new Error(
          `There is a registry provider of the type ${JSON.stringify(
            provider.type,
          )} already`,
        );
      }
      this.#providers.set(provider.type, checkedProvider(provider));
    }
  }

  /** @throws InputError that names the types there are */
  get(type: string): RegistryProvider {
    const provider = this.#providers.get(type);
    if (!provider) {
      throw inputError(
        message('TYPE_UNKNOWN', {
          type: JSON.stringify(type),
          types: [...this.#providers.keys()],
        }),
      );
    }
    return provider;
  }

  list(): ProviderList {
    return {
      items: [...this.#providers.values()].map(provider => ({
        type: provider.type,
        title: provider.title,
        ...(provider.description && { description: provider.description }),
        credential: provider.credential,
        fields: [...(provider.configFields ?? [])],
        ...(provider.hints && { hints: provider.hints }),
        capabilities: [...(provider.capabilities ?? [])],
        ...(provider.mintsForGroup && { mintsForGroup: true }),
      })),
    };
  }
}
