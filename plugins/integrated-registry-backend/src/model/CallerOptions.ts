import {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';

/** Who calls, and until when they wait. */
export interface CallerOptions {
  credentials: BackstageCredentials<
    BackstagePrincipalTypes[keyof BackstagePrincipalTypes]
  >;
  signal?: AbortSignal;
  /** What the call came with, for the audit log. */
  request?: Request;
}
