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
  /** Seconds to wait, as the cluster said. */
  readonly retryAfter?: number;

  /** @param reason - what the cluster said, or why it says nothing: one line, no secret in it */
  constructor(
    code: ClusterErrorCode,
    reason: string,
    options: { retryAfter?: number } = {},
  ) {
    super(reason);
    this.code = code;
    if (options.retryAfter !== undefined) {
      this.retryAfter = options.retryAfter;
    }
  }
}

/** @public */
export function isClusterError(error: unknown): error is ClusterError {
  return error instanceof Error && error.name === 'ClusterError';
}
