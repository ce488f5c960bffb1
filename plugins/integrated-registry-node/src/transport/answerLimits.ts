const MEBIBYTE = 1024 * 1024;

/**
 * What is read of one answer of a registry, whoever asks for it. An answer is in memory several times
 * while it is read: as bytes, as text, and as what the text says. All together stay below 32 MiB.
 *
 * @public
 */
export const answerLimits = {
  /** Bytes of a body after decompression, where a request allows that many. */
  bytes: 6 * MEBIBYTE,
  /** Levels of lists and objects in JSON. */
  nesting: 64,
  /** Values, names of fields, lists and objects in JSON, all together. */
  values: 150_000,
  /** Pieces a body comes in: each costs more than the few bytes in it. */
  pieces: 2_000,
  /** For so many bytes that have come there may be one piece more. */
  bytesOfPiece: 64,
  /** Answers with a status of 1xx before the one that counts. */
  informational: 16,
} as const;
