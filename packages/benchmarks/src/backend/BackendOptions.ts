import { BuiltFrontend } from 'e2e';

export interface BackendOptions {
  /** Where it keeps everything. */
  directory: string;
  /** The folder of this repository. */
  repository: string;
  database: { sqlite: true } | { postgres: string };
  permissions: boolean;
  /** Served with the demo's template, to whoever signs in before the portal. */
  frontend?: BuiltFrontend;
  /** Of the catalog besides: `group:default/team-0` and so on. */
  groups?: number;
  /** A person who belongs to so many of these. */
  memberOf?: number;
}
