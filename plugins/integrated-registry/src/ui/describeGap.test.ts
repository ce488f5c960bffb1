import { Gap } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';
import { describeGap } from './describeGap';

/** The keys of the texts. */
const t = ((key: string) => key) as unknown as Translate;

it.each([
  ['INVALID_NAMES', 'a repository', 'repository', 'INVALID_TAGS', 'leftOut'],
  ['INVALID_NAMES', 'a registry', 'registry', 'INVALID_NAMES', 'leftOut'],
  ['CHANGED', 'a repository', 'repository', 'CHANGED_TAGS', 'kept'],
  ['CHANGED', 'a project', 'project', 'CHANGED', 'kept'],
  ['LIMIT', 'a repository', 'repository', 'LIMIT_TAGS', 'leftOut'],
  ['LIMIT', 'a registry', 'registry', 'LIMIT', 'leftOut'],
  ['TOO_LARGE', 'a repository', 'repository', 'TOO_LARGE_TAGS', 'leftOut'],
  ['TOO_LARGE', 'a project', 'project', 'TOO_LARGE', 'leftOut'],
  ['PAGING', 'a repository', 'repository', 'PAGING', 'kept'],
] as const)(
  'says what %s means for the list of %s',
  (code, _, kind, texts, counted) => {
    const gap: Gap = {
      code,
      scope: { kind, name: 'team/app' },
      count: 2,
      message: '',
      remedy: '',
    };
    expect(describeGap(gap, t)).toEqual({
      what: `gaps.${texts}.what gaps.${counted}`,
      next: `gaps.${texts}.next`,
    });
  },
);
