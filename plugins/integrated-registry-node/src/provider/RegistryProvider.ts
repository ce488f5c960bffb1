import {
  ProviderCapability,
  ProviderField,
  ProviderHints,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryClient } from './RegistryClient';
import { RegistryConnection } from './RegistryConnection';

/**
 * Speaks one registry type. Make one with `defineProvider`, and add it with
 * `registryProvidersExtensionPoint`.
 *
 * @public
 */
export interface RegistryProvider {
  /** `docker`; lower case, unique. */
  readonly type: string;
  /** `Docker Registry` */
  readonly title: string;
  readonly description?: string;
  readonly credential: 'required' | 'optional';
  /**
   * Does it speak a protocol that registries of other types speak too? Then the connection test
   * suggests the other type where it recognises one.
   */
  readonly isGeneric?: boolean;
  /** Settings of the form that only this type has. */
  readonly configFields?: readonly ProviderField[];
  /** Has a minted pull credential the rights of a group, which has to be named? */
  readonly mintsForGroup?: boolean;
  /** How the form words the fields that every type has, where its own words do not fit. */
  readonly hints?: ProviderHints;
  /** What its clients can do beyond listing and reading images; found out by `defineProvider`. */
  readonly capabilities?: readonly ProviderCapability[];
  /**
   * The image host of a registry at this address, where nobody has entered one. Default: host and
   * port of the address.
   */
  defaultImageHost?(url: string): string;
  /**
   * Image hosts to try where nobody has entered one and the address does not tell it, the likeliest
   * first. The connection test takes the first one that an image can be pulled from, and fails where
   * there is none. Empty where the default is right.
   */
  guessImageHosts?(url: string): readonly string[];
  connect(connection: RegistryConnection): RegistryClient;
}
