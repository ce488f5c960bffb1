const KIB = 1_024;

/**
 * What one request may cost. Whoever sends more is told what the limit is.
 *
 * @public
 */
export const requestLimits = {
  /** Bytes of a body, where the route does not say otherwise in `apiRoutes`. */
  bodyBytes: 16 * KIB,
  /** Levels of lists and objects in a body. */
  nesting: 16,
  /** Values, names of fields, lists and objects in a body, all together. */
  values: 8_000,
  /** Problems an answer names; of others it says how many there are. */
  problems: 20,
  /** Characters of the name of a field that does not exist, as an answer repeats it. */
  quotedName: 100,
} as const;

/** With every field as long as it may be, and each character in four bytes. */
export const INTEGRATION_BODY_BYTES = 2_048 * KIB;
/** A reference, and a policy with every field as long as it may be. */
export const RESOLVE_BODY_BYTES = 256 * KIB;

/** A user name and a password as long as they may be, in characters of four bytes. */
export const PULL_CREDENTIAL_BODY_BYTES = 256 * KIB;

/** Events of registries name one image each; what is larger is not read. */
export const WEBHOOK_BODY_BYTES = 1_024 * KIB;

/** The most bytes of a body of this route. @public */
export function maxBodyBytesOf(route: { maxBodyBytes?: number }): number {
  return route.maxBodyBytes ?? requestLimits.bodyBytes;
}

/** `256 KiB`, for a person. */
export function formatBytes(bytes: number): string {
  return bytes >= KIB * KIB ? `${bytes / KIB / KIB} MiB` : `${bytes / KIB} KiB`;
}
