import {
  countsLeftOut,
  Gap,
  GapCode,
} from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';

export interface DescribedGap {
  /** What is missing, and why. */
  what: string;
  /** What to do, and which permission to add. */
  next: string;
}

/** The texts about tags, where the others speak of repositories. */
const ofTags = new Map<
  GapCode,
  'INVALID_TAGS' | 'CHANGED_TAGS' | 'TOO_LARGE_TAGS' | 'LIMIT_TAGS'
>([
  ['INVALID_NAMES', 'INVALID_TAGS'],
  ['CHANGED', 'CHANGED_TAGS'],
  ['TOO_LARGE', 'TOO_LARGE_TAGS'],
  ['LIMIT', 'LIMIT_TAGS'],
]);

/** A gap in the language of the portal. */
export function describeGap(gap: Gap, t: Translate): DescribedGap {
  const { code, scope, count = 0, permission } = gap;
  const name = scope.name ?? t('gaps.registry');
  // Of a repository, the list is that of its tags.
  const texts = scope.kind === 'repository' ? ofTags.get(code) ?? code : code;
  const what = t(`gaps.${texts}.what`, { name });
  const next =
    permission !== undefined
      ? t('gaps.permission', { permission, name })
      : t(`gaps.${texts}.next`, { name });
  const counted = describeCount(code, count, t);
  return { what: counted ? `${what} ${counted}` : what, next };
}

/** Some lists are short because somebody wanted them so: that is no news. */
export function isNotable({ code }: Gap): boolean {
  return code !== 'DECLARED';
}

function describeCount(
  code: Gap['code'],
  count: number,
  t: Translate,
): string | undefined {
  if (count === 0) {
    return undefined;
  }
  return countsLeftOut(code)
    ? t('gaps.leftOut', { count })
    : t('gaps.kept', { count });
}
