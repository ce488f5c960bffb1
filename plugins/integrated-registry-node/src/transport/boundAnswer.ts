import { message, Message } from 'backstage-plugin-integrated-registry-common';
import http from 'node:http';
import { RegistryError } from '../errors';
import { answerLimits } from './answerLimits';

/**
 * Ends a request whose answer costs more than what is in it: with informational answers without end
 * before it (RFC 9110, section 15.2), of which nothing in the protocol says how many there may be, or
 * in pieces of a byte each.
 *
 * @param target - `registry.example.com:443`
 */
export function boundAnswer(request: http.ClientRequest, target: string): void {
  const { informational, pieces } = answerLimits;
  const atMost = (limit: number, reason: Message) => {
    let seen = 0;
    return () => {
      seen += 1;
      if (seen > limit) {
        request.destroy(new RegistryError('BAD_RESPONSE', { message: reason }));
      }
    };
  };
  const onInformation = atMost(
    informational,
    message('TOO_MANY_INFORMATIONAL', { target, max: informational }),
  );
  request.on('information', onInformation);
  request.on('continue', onInformation);
  request.once('response', response => {
    let left: number = pieces;
    response.on('data', (piece: Buffer) => {
      left += piece.length / answerLimits.bytesOfPiece - 1;
      if (left < 0) {
        request.destroy(
          new RegistryError('BAD_RESPONSE', {
            message: message('ANSWER_IN_PIECES', { target }),
          }),
        );
      }
    });
  });
}
