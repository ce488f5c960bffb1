import { IncomingMessage } from 'node:http';

/** What is read on after the limit, so that an honest sender gets its answer. */
const MAX_DISCARDED = 16 * 1_024 * 1_024;

/**
 * The body of a request as it was sent, which is what signatures are made of.
 *
 * @returns undefined where it has more bytes than `limit`; they are not kept
 */
export function readRawBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
      }
      if (size > limit + MAX_DISCARDED) {
        request.pause();
        resolve(undefined);
      }
    });
    request.once('end', () =>
      resolve(size <= limit ? Buffer.concat(chunks) : undefined),
    );
    request.once('error', reject);
    request.once('aborted', () => reject(new Error('The caller has gone')));
  });
}
