/**
 * `host[:port]/repository[:tag][@digest]`, taken apart.
 *
 * @public
 */
export interface ImageReference {
  /** `registry.example.com:5000`; `docker.io` where none was written. */
  domain: string;
  /** The repository, `team/app`; `library/` is filled in on `docker.io`. */
  path: string;
  tag?: string;
  /** `sha256:...` */
  digest?: string;
}

/** Which part of a reference is wrong. @public */
export type ImageReferencePart =
  | 'reference'
  | 'domain'
  | 'repository'
  | 'tag'
  | 'digest';

/** Thrown by `parseImageReference`. @public */
export class ImageReferenceError extends Error {
  readonly name = 'ImageReferenceError';
  constructor(readonly part: ImageReferencePart, message: string) {
    super(message);
  }
}

/**
 * @throws ImageReferenceError
 * @public
 */
export declare function parseImageReference(input: string): ImageReference;
/** @public */
export declare function formatImageReference(reference: ImageReference): string;
/** @public */
export declare function familiarImageReference(
  reference: ImageReference,
): string;
