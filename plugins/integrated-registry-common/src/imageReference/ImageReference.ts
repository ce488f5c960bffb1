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

/** `domain/path[:tag][@digest]`, with nothing left out. @public */
export function formatImageReference(reference: ImageReference): string {
  return `${reference.domain}/${reference.path}${suffix(reference)}`;
}

/** `[:tag][@digest]` */
export function suffix(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${tag}${digest}`;
}
