import {
  countsLeftOut,
  Gap,
  GapList,
  gapListOf,
  message,
  RepositoryIndexState,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  RegistryGap,
} from 'backstage-plugin-integrated-registry-node';
import { hash } from 'node:crypto';
import { StoredIntegration } from '../model';

/** Which registry an index is of. */
export function sourceOf({ type, url }: StoredIntegration): string {
  return hash('sha256', JSON.stringify([type, url]), 'hex');
}

/** The gaps of a repository index, each with when it was met first. */
export function gapsOfIndex(
  gaps: readonly RegistryGap[],
  before: RepositoryIndexState,
): GapList {
  const now = new Date().toISOString();
  const { gaps: known, moreGaps } = gapListOf(gaps);
  return {
    ...(known && {
      gaps: known.map(gap => ({
        ...gap,
        since: sameGap(gap, before.gaps)?.since ?? now,
      })),
    }),
    ...(moreGaps !== undefined && { moreGaps }),
  };
}

/** The gaps of several indexes, each with whose it is. */
export function gapsOfIndexes(
  integrations: readonly Pick<StoredIntegration, 'id' | 'repositoryIndex'>[],
): GapList {
  return gapListOf(
    integrations.flatMap(({ id, repositoryIndex: { gaps = [] } }) =>
      gaps.map(gap => ({ ...gap, integrationId: id })),
    ),
    integrations
      .map(({ repositoryIndex }) => repositoryIndex.moreGaps ?? 0)
      .reduce((sum, more) => sum + more, 0),
  );
}

function sameGap(gap: Gap, known: readonly Gap[] = []): Gap | undefined {
  return known.find(
    ({ code, scope }) =>
      code === gap.code &&
      scope.kind === gap.scope.kind &&
      scope.name === gap.scope.name,
  );
}

/** The refusal of everything, where that is why a crawl failed: what is known stays for a while. */
export function wholeRefusal(error: unknown): RegistryGap | undefined {
  if (
    !isRegistryError(error) ||
    !['CATALOG_UNAVAILABLE', 'FORBIDDEN'].includes(error.code)
  ) {
    return undefined;
  }
  const { upstreamStatus = 403, ...failure } = error.toFailure();
  return {
    scope: { kind: 'registry' },
    code: [401, 403].includes(upstreamStatus) ? 'REFUSED' : 'NO_CATALOGUE',
    message: failure.message,
    remedy: failure.remedy,
    ...(failure.wording && { wording: failure.wording }),
  };
}

/** Since when all of an index is kept without being seen; undefined where it is not. */
export function keptAsWhole({
  state,
  gaps = [],
}: Pick<RepositoryIndexState, 'state' | 'gaps'>): string | undefined {
  return state === 'failed' || state === 'crawling'
    ? gaps.find(isWholeRefusal)?.since
    : undefined;
}

/** Has everything been refused for so long that nothing of it stays? */
export function indexesNothing(
  { gaps = [] }: GapList,
  keepMs: number,
): boolean {
  const since = gaps.find(isWholeRefusal)?.since;
  return since !== undefined && Date.now() - Date.parse(since) >= keepMs;
}

function isWholeRefusal({ scope, code }: Gap): boolean {
  return (
    scope.kind === 'registry' && (code === 'REFUSED' || code === 'NO_CATALOGUE')
  );
}

/** The gap when nothing stays for it any more. */
export function withoutKept({ count, ...gap }: Gap): Gap {
  return countsLeftOut(gap.code) && count !== undefined
    ? { ...gap, count }
    : gap;
}

export function declaredGap(): RegistryGap {
  return worded({
    scope: { kind: 'registry' },
    code: 'DECLARED',
    message: message('GAP_DECLARED'),
    remedy: message('GAP_EMPTY_DECLARED'),
  });
}

export function limitGap(maxRepositories: number): RegistryGap {
  return worded({
    scope: { kind: 'registry' },
    code: 'LIMIT',
    message: message('GAP_LIMIT', { max: maxRepositories }),
    remedy: message('GAP_NARROW_OR_RAISE'),
  });
}
