import {
  isRegistryError,
  RegistryClient,
  RegistryGap,
  repositoryGlobs,
} from 'backstage-plugin-integrated-registry-node';
import { CrawledPages, IndexedRepository, RepositoryStore } from '../database';
import { StoredIntegration } from './types';

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
}

/** What may be asked about one by one; beyond, it is judged by those that were. */
const MAX_LOOKS = 200;
const LOOKS_AT_ONCE = 4;
const LOOK_DEADLINE_MS = 10_000;
/** What these say of a scope leaves what is known there as it is. */
const KEEPING: readonly RegistryGap['code'][] = ['REFUSED', 'HIDDEN', 'PAGING'];

type Finding = 'gone' | 'there' | 'kept';

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
  const gaps = Gaps.create(crawled.gaps);
  const look = secondLook(options);
  const now = Date.now();
  for await (const window of repositories.windows(integration.id)) {
    const unseen = window.filter(({ id }) => !crawled.has(id));
    const gone: IndexedRepository[] = [];
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
    await repositories.remove(integration.id, generation, gone);
  }
  return gaps.all();
}

/** What the integration no longer offers by its own settings, or what was another registry's, goes. */
function mayStay(
  { name }: IndexedRepository,
  { integration, sameRegistry }: SettleUnseenOptions,
): boolean {
  return (
    sameRegistry &&
    integration.repositories.length === 0 &&
    repositoryGlobs(integration.repositoryFilter)(name)
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
    const finding = await findOut(client, name, signal);
    failed ||= finding === 'unknown';
    allGone &&= finding === 'gone';
    return finding === 'unknown' ? 'kept' : finding;
  };
}

async function findOut(
  client: RegistryClient,
  name: string,
  signal: AbortSignal,
): Promise<Finding | 'unknown'> {
  const deadline = AbortSignal.timeout(LOOK_DEADLINE_MS);
  try {
    const { items, cursor } = await client.listTags(name, {
      signal: AbortSignal.any([signal, deadline]),
      limit: 1,
    });
    return items.length > 0 || cursor !== undefined ? 'there' : 'gone';
  } catch (error) {
    if (deadline.aborted && !signal.aborted) {
      return 'unknown';
    }
    if (signal.aborted || !isRegistryError(error)) {
      throw error;
    }
    if (error.code === 'NOT_FOUND') {
      return 'gone';
    }
    return ['FORBIDDEN', 'UNAUTHORIZED'].includes(error.code)
      ? 'kept'
      : 'unknown';
  }
}

/** The gaps of a crawl by what they are about, each with how many repositories stay for it. */
class Gaps {
  readonly #gaps: RegistryGap[];
  readonly #kept = new Map<RegistryGap, number>();
  readonly #everything: RegistryGap | undefined;
  readonly #projects = new Map<string, RegistryGap>();
  readonly #names = new Map<string, RegistryGap>();

  static create(gaps: readonly RegistryGap[]): Gaps {
    return new Gaps(gaps);
  }

  private constructor(gaps: readonly RegistryGap[]) {
    this.#gaps = [...gaps];
    const keeping = gaps.filter(({ code }) => KEEPING.includes(code));
    this.#everything = keeping.find(({ scope }) => scope.kind === 'registry');
    for (const gap of keeping) {
      const { kind, name = '' } = gap.scope;
      if (kind === 'project') {
        this.#projects.set(name, gap);
      } else if (kind === 'repository') {
        this.#names.set(name, gap);
      }
    }
  }

  /** Does one of them say why a repository was not seen? Then it counts there. */
  cover({ name, project }: IndexedRepository): boolean {
    const gap =
      this.#names.get(name) ??
      (project === undefined ? undefined : this.#projects.get(project)) ??
      this.#everything;
    if (gap) {
      this.#kept.set(gap, (this.#kept.get(gap) ?? 0) + 1);
    }
    return gap !== undefined;
  }

  /** A repository that is no longer listed, without being gone. */
  addHidden(row: IndexedRepository): void {
    const { project } = row;
    const key = project ?? '';
    if (!this.#projects.has(key)) {
      const gap = hiddenGap(project);
      this.#projects.set(key, gap);
      this.#gaps.push(gap);
    }
    this.cover({ ...row, project: key });
  }

  all(): RegistryGap[] {
    return this.#gaps.map(gap => {
      const count = this.#kept.get(gap);
      return count === undefined ? gap : { ...gap, count };
    });
  }
}

function hiddenGap(project: string | undefined): RegistryGap {
  const where =
    project === undefined ? 'the registry' : `the project ${project}`;
  return {
    scope:
      project === undefined
        ? { kind: 'registry' }
        : { kind: 'project', name: project },
    code: 'HIDDEN',
    message: `Some repositories of ${where} are no longer listed, and the registry does not say that they are gone.`,
    remedy:
      'Check that the integration’s user may still read them. If they were deleted, forget them.',
  };
}
