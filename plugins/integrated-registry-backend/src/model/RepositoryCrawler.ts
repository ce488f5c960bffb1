/** Fills the repository index. */
export interface RepositoryCrawler {
  /**
   * Starts a crawl in the background unless one is running somewhere. Resolves as soon as it is
   * marked as running; the crawl's own end is seen in the integration's `repositoryIndex`.
   */
  start(integrationId: string): Promise<void>;
  /** Resolves when a crawl that runs in this process has ended; at once where none does. */
  ended(integrationId: string): Promise<void>;
  /** Goes on with crawls whose process has died or was told to end. */
  resumeAbandoned(): Promise<void>;
  /** Stops a crawl, in whatever process it runs; what was found so far stays. */
  cancel(integrationId: string): Promise<void>;
  /** Removes from the repository index what is only kept. */
  forgetKept(integrationId: string): Promise<void>;
  /**
   * Begins to remove from the repository index, in the background, whatever belongs to no
   * integration any more.
   */
  sweep(): void;
  /** Resolves when nothing of this is going on in this process; for tests and shutdown. */
  settled(): Promise<void>;
}
