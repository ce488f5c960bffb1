import {
  RegistryClient,
  RegistryGap,
} from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from '../model';
import { offersRepository } from '../platform';
import { Gaps } from './Gaps';
import { Look, lookAtRepository } from './lookAtRepository';
import { CrawledPages } from './store/DatabaseCrawlPageStore';
import { IndexedRepository, RepositoryStore } from './store/RepositoryStore';

export interface SettleUnseenOptions {
  integration: StoredIntegration;
  generation: number;
  repositories: RepositoryStore;
  crawled: CrawledPages;
  client: RegistryClient;
  /** Is the index of the registry that was crawled now, and not of another one? */
  sameRegistry: boolean;
  /** What stays without being seen ends after this time. */
  keepMs: number;
  signal: AbortSignal;
  /** Does this crawl still have its lease? */
  isHeld(): boolean;
  /** Repositories that the registry has reported as changed since the crawl began. */
  reported(): Promise<ReadonlySet<string>>;
}

/** What may be asked about one by one; beyond, it is judged by those that were. */
const MAX_LOOKS = 200;
const LOOKS_AT_ONCE = 4;

type Finding = 'gone' | 'there' | 'kept';

/** What follows for a repository that the list did not have. */
const FINDINGS = {
  there: 'there',
  empty: 'gone',
  gone: 'gone',
  hidden: 'kept',
  unknown: 'unknown',
} as const satisfies Record<Look, Finding | 'unknown'>;

/**
 * Decides about what a crawl that reached the end has not seen. What the registry calls gone is
 * removed. What it refuses to show stays, marked, for a while.
 *
 * @returns the gaps that follow from it, with how many stay for each
 */
export async function settleUnseen(
  options: SettleUnseenOptions,
): Promise<RegistryGap[]> {
  const { integration, repositories, crawled, generation } = options;
  const gaps = new Gaps(crawled.gaps);
  const look = secondLook(options);
  const now = Date.now();
  const reported = await options.reported();
  for await (const window of repositories.windows(integration.id)) {
    const unseen = window.filter(
      ({ id, name }) => !crawled.has(id) && !reported.has(name),
    );
    const gone = await goneOf(window, reported, options);
    const kept: IndexedRepository[] = [];
    const unknown: IndexedRepository[] = [];
    for (const row of unseen) {
      const over =
        row.keptSince !== undefined &&
        now - Date.parse(row.keptSince) >= options.keepMs;
      if (over || !mayStay(row, options)) {
        gone.push(row);
      } else if (gaps.cover(row)) {
        kept.push(row);
      } else {
        unknown.push(row);
      }
    }
    for (let at = 0; at < unknown.length; at += LOOKS_AT_ONCE) {
      const some = unknown.slice(at, at + LOOKS_AT_ONCE);
      const findings = await Promise.all(some.map(look));
      findings.forEach((finding, index) => {
        const row = some[index];
        if (finding === 'gone') {
          gone.push(row);
        } else if (finding === 'kept') {
          gaps.addHidden(row);
          kept.push(row);
        }
      });
    }
    if (!options.isHeld()) {
      return gaps.all();
    }
    await repositories.keep(integration.id, kept, new Date(now));
    if (gone.length > 0) {
      const meanwhile = await options.reported();
      await repositories.remove(
        integration.id,
        generation,
        gone.filter(({ name }) => reported.has(name) || !meanwhile.has(name)),
      );
    }
  }
  return gaps.all();
}

/**
 * Which of the reported ones are gone now: a page may have been read before a report and written after
 * it, or the other way round.
 */
async function goneOf(
  window: readonly IndexedRepository[],
  reported: ReadonlySet<string>,
  { client, signal }: SettleUnseenOptions,
): Promise<IndexedRepository[]> {
  const gone: IndexedRepository[] = [];
  for (const row of window.filter(({ name }) => reported.has(name))) {
    if ((await lookAtRepository(client, row.name, signal)) === 'gone') {
      gone.push(row);
    }
  }
  return gone;
}

/** What the integration no longer offers by its own settings, or what was another registry's, goes. */
function mayStay(
  { name }: IndexedRepository,
  { integration, sameRegistry }: SettleUnseenOptions,
): boolean {
  return (
    sameRegistry &&
    integration.repositories.length === 0 &&
    offersRepository(integration, name)
  );
}

/**
 * Asks about one repository that a list did not have: lists shift while they are read, and some hide
 * what may not be read.
 */
function secondLook({ client, signal }: SettleUnseenOptions) {
  let looks = 0;
  let allGone = true;
  let failed = false;
  return async ({ name }: IndexedRepository): Promise<Finding> => {
    looks += 1;
    if (looks > MAX_LOOKS || failed) {
      return allGone && !failed ? 'gone' : 'kept';
    }
    const finding = FINDINGS[await lookAtRepository(client, name, signal)];
    failed ||= finding === 'unknown';
    allGone &&= finding === 'gone';
    return finding === 'unknown' ? 'kept' : finding;
  };
}
