/**
 * The habits by which registries differ, each by itself. Without any, it is distribution 3: paged,
 * sorted, with Links and without the referrers API.
 */
export interface Quirks {
  /**
   * What becomes of the catalogue: there, not there (404, or another status), or for nobody (a token
   * without its scope). Default: there.
   */
  catalogue?: 'there' | 'missing' | 'forbidden' | 400 | 405 | 501;
  /** Tags all at once and in the order they were pushed, whatever was asked for. */
  tagsAtOnce?: boolean;
  /** How many names a page has where nobody says. Default: 1,000. */
  defaultPage?: number;
  /** How many it has at most. Default: 1,000. */
  maxPage?: number;
  /** What happens to those who ask for more: less, or an error with this status. Default: less. */
  aboveMaxPage?: 'less' | 400 | 405;
  /** How the next page is named. Default: by its path. */
  link?:
    | 'path'
    | 'absolute'
    | 'query'
    /** A path that leads nowhere, as behind a proxy that adds a prefix. */
    | 'wrongPath'
    /** A host and a scheme of its own. */
    | 'foreign'
    /** With `n=0`. */
    | 'withoutNumber'
    /** Quay's: an opaque `next_page` in place of `last`. */
    | 'nextPage'
    /** By its number alone, `page=2`. */
    | 'pageNumber'
    /** By an opaque `token`. */
    | 'token'
    | 'none';
  /** How the `Link` is spelled. Default: `<...>; rel="next"`. */
  linkSpelling?: 'withoutRel' | 'withoutBrackets' | 'singleQuotes' | 'bare';
  /** The size of a page counts, and `last` does not: go-containerregistry's catalogue. */
  ignoresLast?: boolean;
  /** Names that are listed besides those that are there. */
  oddRepositories?: readonly string[];
  oddTags?: readonly string[];
  /** The referrers API. Default: 404. */
  referrers?: boolean;
  /** HEAD does not tell the digest. */
  withoutDigestHeader?: boolean;
  /** Repositories whose tags are `null`, as after the last one was deleted. */
  emptied?: readonly string[];
  /** What the token answer calls it. Default: both. */
  tokenField?: 'token' | 'access_token';
  /** The token answer does not tell how long the token lives. */
  tokenWithoutLifetime?: boolean;
  /** What has to be asked for to see tags. Default: `pull`. */
  tagsScope?: 'pull' | 'metadata_read';
  /** What the Basic challenge calls itself; a Bearer challenge with such a realm means Basic too. */
  challenge?: string;
}
