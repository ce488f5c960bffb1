const MAX_SCOPES = 1_000;

/**
 * What a registry last demanded in place of our scopes, by scope and kind of resource; Azure wants
 * `metadata_read` for the tags of a repository, and `pull` for its manifests.
 */
export class DemandedScopes {
  readonly #scopes = new Map<string, string>();

  /** What to ask for at first. */
  of(url: string, own: string | undefined): string | undefined {
    return this.#scopes.get(keyOf(url, own)) ?? own;
  }

  /** @returns the scope to ask for now: what was demanded before has been refused */
  note(
    url: string,
    own: string | undefined,
    demanded: string | undefined,
  ): string | undefined {
    this.forget(url, own);
    if (!own || !demanded || demanded === own) {
      return own;
    }
    this.#scopes.set(keyOf(url, own), demanded);
    // Scopes are per repository; a crawl must not let this grow without end.
    for (const oldest of this.#scopes.keys()) {
      if (this.#scopes.size <= MAX_SCOPES) {
        break;
      }
      this.#scopes.delete(oldest);
    }
    return demanded;
  }

  forget(url: string, own: string | undefined): void {
    this.#scopes.delete(keyOf(url, own));
  }
}

function keyOf(url: string, own: string | undefined): string {
  return JSON.stringify([own, kindOf(url)]);
}

/** What of a repository is asked for: `tags`, `manifests`; none of the rest. */
function kindOf(url: string): string | undefined {
  return /\/(tags|manifests|blobs|referrers)\/[^/]*$/.exec(
    new URL(url).pathname,
  )?.[1];
}
