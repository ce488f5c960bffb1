import { Message } from '../messages';

/** Which part of a reference is wrong. @public */
export type ImageReferencePart =
  | 'reference'
  | 'domain'
  | 'repository'
  | 'tag'
  | 'digest';

/**
 * Thrown by `parseImageReference`. The message says what is wrong and what would be right; it
 * quotes no more of the input than that takes, because people paste credentials.
 *
 * @public
 */
export class ImageReferenceError extends Error {
  readonly name = 'ImageReferenceError';
  /** The message, with what words it in another language. */
  constructor(readonly part: ImageReferencePart, readonly reason: Message) {
    super(reason.text);
  }
}
