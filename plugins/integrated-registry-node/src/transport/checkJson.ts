import {
  findJsonExcess,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { setImmediate } from 'node:timers/promises';
import { RegistryError } from '../errors';
import { answerLimits } from './answerLimits';

/** Larger ones are parsed when others have had their turn. */
const SMALL_BYTES = 64 * 1024;

/**
 * Looks through a body that may be JSON, before anybody has it parsed: each of the two bytes of `[]`
 * would cost sixteen.
 *
 * @throws RegistryError `RESPONSE_TOO_LARGE`
 */
export async function checkJson(body: Buffer, target: string): Promise<void> {
  const excess = isJsonLike(body) && findJsonExcess(body, answerLimits);
  if (excess) {
    throw new RegistryError('RESPONSE_TOO_LARGE', {
      message:
        excess === 'nesting'
          ? message('JSON_NESTED', { target, max: answerLimits.nesting })
          : message('JSON_TOO_FULL', { target, max: answerLimits.values }),
    });
  }
  if (body.length > SMALL_BYTES) {
    await setImmediate();
  }
}

/** Does it begin as a list or an object does? Anything else costs nothing to parse. */
function isJsonLike(body: Buffer): boolean {
  const first = body.findIndex(byte => byte > 0x20);
  return first >= 0 && (body[first] === 0x5b || body[first] === 0x7b);
}
