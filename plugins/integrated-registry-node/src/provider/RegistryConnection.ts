import { HttpTransport } from '../transport';

/** User name and password; the password may be a token. @public */
export interface RegistryCredential {
  username: string;
  password: string;
}

/** What a provider needs to speak to one registry. @public */
export interface RegistryConnection {
  /** API address without trailing slash. */
  url: string;
  /** What stands before the repository in an image reference. */
  imageHost: string;
  credential?: RegistryCredential;
  /** Declared repositories; where given, they are the catalogue. */
  repositories: readonly string[];
  /** Globs; where not empty, only matching repositories are listed. */
  repositoryFilter: readonly string[];
  /** The one way to the network: it holds this integration's TLS settings, limits and guard. */
  transport: HttpTransport;
}
