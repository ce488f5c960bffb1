import { Gap } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';

export interface DescribedGap {
  /** What is missing, and why. */
  what: string;
  /** What to do, and which permission to add. */
  next: string;
}

/** A gap in the language of the portal. */
export function describeGap(gap: Gap, t: Translate): DescribedGap {
  const { code, scope, count = 0, permission } = gap;
  const name = scope.name ?? t('gaps.registry');
  // Of a repository, the list is that of its tags.
  const texts =
    scope.kind === 'repository' && code === 'INVALID_NAMES'
      ? 'INVALID_TAGS'
      : code;
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
  return code === 'INVALID_NAMES'
    ? t('gaps.leftOut', { count })
    : t('gaps.kept', { count });
}
