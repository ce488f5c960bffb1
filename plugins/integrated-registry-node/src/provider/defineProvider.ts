import { ProviderCapability } from 'backstage-plugin-integrated-registry-common';
import { capabilityMethods, RegistryClient } from './RegistryClient';
import { RegistryConnection } from './RegistryConnection';
import { RegistryProvider } from './RegistryProvider';

/** What a provider is made from. @public */
export interface ProviderDefinition
  extends Omit<RegistryProvider, 'capabilities' | 'connect'> {
  /** The class of its clients. */
  client: new (connection: RegistryConnection) => RegistryClient;
}

/**
 * Makes a provider. Its capabilities are those optional methods of `RegistryClient` that the class of
 * its clients has.
 *
 * @public
 */
export function defineProvider({
  client: Client,
  ...definition
}: ProviderDefinition): RegistryProvider {
  return {
    ...definition,
    capabilities: capabilitiesOf(Client.prototype),
    connect: connection => new Client(connection),
  };
}

/** What a client, or the prototype of one, can do beyond listing and reading images. @internal */
export function capabilitiesOf(client: RegistryClient): ProviderCapability[] {
  const all = Object.entries(capabilityMethods) as [
    ProviderCapability,
    keyof RegistryClient,
  ][];
  return all.flatMap(([capability, method]) =>
    method in client ? capability : [],
  );
}
