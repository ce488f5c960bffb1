import { ProviderList } from 'backstage-plugin-integrated-registry-common';
import { CallerOptions } from '../model';

/** The registry types this backend speaks. */
export interface ProviderService {
  list(options: CallerOptions): Promise<ProviderList>;
}
