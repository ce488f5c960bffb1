import { LookupAddress } from 'node:dns';
import { NetworkPolicy } from '../network';
import { RequestBudget, TransportLimits } from './RequestBudget';

/** As in the environment variables of the same names. @public */
export interface ProxySettings {
  httpsProxy?: string;
  httpProxy?: string;
  /** Comma-separated hosts, domains and address ranges, each with an optional port; `*` for all. */
  noProxy?: string;
}

/** @public */
export interface HttpTransportOptions {
  tls: {
    /** PEM, one or several; trusted besides the system's authorities. */
    caCertificate?: string;
    /** Accept any certificate. */
    skipVerify?: boolean;
  };
  networkPolicy: NetworkPolicy;
  /** Of a budget of its own; of no use beside `budget`. */
  limits?: TransportLimits;
  /** Shared by all transports to one registry. */
  budget?: RequestBudget;
  /** Default `integrated-registry`. */
  userAgent?: string;
  /** Default: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment. */
  proxy?: ProxySettings;
  /** Resolves a name to all its addresses; default the system's resolver. */
  resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Source of jitter, from 0 to 1; default `Math.random`. */
  random?: () => number;
}
