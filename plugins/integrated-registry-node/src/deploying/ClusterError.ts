import { Text } from 'backstage-plugin-integrated-registry-common';

/**
 * `UNREACHABLE`: no answer, or none that can be read; `BUSY`: the cluster wants fewer requests;
 * `UNAUTHORIZED`: it does not know the service account; `FORBIDDEN`: the account lacks a right;
 * `DRIFTED`: somebody else has changed what would be written; `MISSING`: what is changed is not there;
 * `TERMINATING`: the namespace is being deleted; `REFUSED`: the cluster does not take it as it is.
 *
 * @public
 */
export type ClusterErrorCode =
  | 'UNREACHABLE'
  | 'BUSY'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'DRIFTED'
  | 'MISSING'
  | 'TERMINATING'
  | 'REFUSED';

/**
 * The only error a `PullSecretTarget` fails with. It carries nothing but texts and numbers, none of
 * them from the content of a Secret.
 *
 * Check it by `isClusterError`.
 *
 * @public
 */
export class ClusterError extends Error {
  readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;
  /** What the cluster said, or why it says nothing. */
  readonly reason: Text;
  /** Seconds to wait, as the cluster said. */
  readonly retryAfter?: number;

  /** @param reason - one line, no secret in it; a plain text is shown as it is in every language */
  constructor(
    code: ClusterErrorCode,
    reason: Text,
    options: { retryAfter?: number } = {},
  ) {
    super(typeof reason === 'string' ? reason : reason.text);
    this.code = code;
    this.reason = reason;
    if (options.retryAfter !== undefined) {
      this.retryAfter = options.retryAfter;
    }
  }
}

/** @public */
export function isClusterError(error: unknown): error is ClusterError {
  return error instanceof Error && error.name === 'ClusterError';
}
