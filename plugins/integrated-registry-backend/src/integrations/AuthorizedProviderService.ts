import { ProviderList } from 'backstage-plugin-integrated-registry-common';
import { AccessPolicy, Audit } from '../access';
import { CallerOptions } from '../model';
import { ProviderRegistry } from '../providers';
import { ProviderService } from './ProviderService';

export interface AuthorizedProviderServiceOptions {
  providers: ProviderRegistry;
  policy: AccessPolicy;
  audit: Audit;
}

/** Which registry types there are is told to whoever may use the Integrated Registry. */
export class AuthorizedProviderService implements ProviderService {
  readonly #options: AuthorizedProviderServiceOptions;

  constructor(options: AuthorizedProviderServiceOptions) {
    this.#options = options;
  }

  async list(options: CallerOptions): Promise<ProviderList> {
    const { providers, policy, audit } = this.#options;
    await audit.watch(options, () => policy.enter(options.credentials));
    return providers.list();
  }
}
