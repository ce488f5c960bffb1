import { Gap } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';
import { describeGap } from './describeGap';

/** The keys of the texts. */
const t = ((key: string) => key) as unknown as Translate;

it.each([
  ['a repository', 'repository', 'INVALID_TAGS'],
  ['a registry', 'registry', 'INVALID_NAMES'],
] as const)(
  'says what is wrong with the names in the list of %s',
  (_, kind, texts) => {
    const gap: Gap = {
      code: 'INVALID_NAMES',
      scope: { kind, name: 'team/app' },
      count: 2,
      message: '',
      remedy: '',
    };
    expect(describeGap(gap, t)).toEqual({
      what: `gaps.${texts}.what gaps.leftOut`,
      next: `gaps.${texts}.next`,
    });
  },
);
