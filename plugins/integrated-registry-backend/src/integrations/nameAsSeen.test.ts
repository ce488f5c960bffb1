import { createIntegrationRequestSchema } from 'backstage-plugin-integrated-registry-common';
import { nameAsSeen } from './nameAsSeen';

describe('nameAsSeen', () => {
  it.each([
    ['another case', 'hARBOR'],
    ['a zero-width space', 'Har\u200bbor'],
    ['full-width letters', '\uff28arbor'],
    ['a direction mark', '\u200eHarbor'],
    ['a soft hyphen', 'Har\u00adbor'],
    ['spaces of another kind', 'Harbor\u3000'],
  ])('is the same with %s', (_, name) => {
    expect(nameAsSeen(name)).toBe(nameAsSeen('Harbor'));
  });

  it('is another one where people see another one', () => {
    expect(nameAsSeen('Harbor 2')).not.toBe(nameAsSeen('Harbor'));
    expect(nameAsSeen('港口')).not.toBe(nameAsSeen('海港'));
  });
});

describe('the name of an integration', () => {
  const problemsOf = (name: string) =>
    createIntegrationRequestSchema
      .safeParse({ workspace: 'group:default/a', type: 'docker', name })
      .error?.issues.filter(({ path }) => path[0] === 'name') ?? [];

  it.each(['\u200b', 'Har\u200bbor', '\u202eroborraH', '\u3164', 'a\u00adb'])(
    'has nothing invisible: %j',
    name => {
      expect(problemsOf(name)).toHaveLength(1);
    },
  );

  it.each(['Harbor', '公司镜像仓库', 'Registry ❤️', 'Ünïcode 2'])(
    'may have any letters and signs: %s',
    name => {
      expect(problemsOf(name)).toEqual([]);
    },
  );
});
