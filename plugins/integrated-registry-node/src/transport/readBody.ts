import { message } from 'backstage-plugin-integrated-registry-common';
import { pipeline, Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';
import { RegistryError } from '../errors';

const decoders = new Map<string, () => Transform>([
  ['gzip', () => zlib.createGunzip()],
  ['x-gzip', () => zlib.createGunzip()],
  ['deflate', () => zlib.createInflate()],
  ['br', () => zlib.createBrotliDecompress()],
]);

/** What `readBody` decodes, for `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, deflate, br';

const SMALLEST_BUFFER = 16 * 1024;

export interface ReadBodyOptions {
  /** The header `Content-Encoding`. */
  encoding: string;
  /** The header `Content-Length`; 0 where there is none. */
  length: number;
  maxBytes: number;
  target: string;
}

/**
 * Reads a body whole. Bytes are counted after decompression, as they come, so that neither a body
 * without end nor one that inflates costs more memory than the limit.
 *
 * @throws RegistryError `RESPONSE_TOO_LARGE`, `BAD_RESPONSE`, and errors of Node.js
 */
export async function readBody(
  response: Readable,
  { encoding, length, maxBytes, target }: ReadBodyOptions,
): Promise<Buffer> {
  const encodings = encoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity');
  const decoder = decoders.get(encodings[0])?.();
  if (encodings.length > 1 || (encodings.length === 1 && !decoder)) {
    response.destroy();
    throw new RegistryError('BAD_RESPONSE', {
      message: message('ENCODING_UNKNOWN', { target }),
    });
  }
  const tooLarge = () =>
    new RegistryError('RESPONSE_TOO_LARGE', {
      message: message('ANSWER_TOO_LARGE', {
        target,
        max: formatBytes(maxBytes),
      }),
    });
  if (encodings.length === 0 && length > maxBytes) {
    response.destroy();
    throw tooLarge();
  }

  const body: Readable = decoder
    ? // Errors of either stream end the other; the loop below meets them.
      pipeline(response, decoder, () => {})
    : response;
  // One buffer that grows: thousands of small ones would cost more than what is in them.
  let read = Buffer.allocUnsafe(
    Math.min(Math.max(length, SMALLEST_BUFFER), maxBytes),
  );
  let size = 0;
  for await (const piece of body) {
    if (size + piece.length > maxBytes) {
      response.destroy();
      throw tooLarge();
    }
    if (size + piece.length > read.length) {
      read = grow(read, size + piece.length, maxBytes);
    }
    piece.copy(read, size);
    size += piece.length;
  }
  return read.subarray(0, size);
}

function grow(buffer: Buffer, atLeast: number, maxBytes: number): Buffer {
  const larger = Buffer.allocUnsafe(
    Math.min(Math.max(2 * buffer.length, atLeast), maxBytes),
  );
  buffer.copy(larger);
  return larger;
}

function formatBytes(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024);
  return mebibytes >= 1
    ? `${Math.round(mebibytes * 10) / 10} MiB`
    : `${bytes} bytes`;
}
