import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';
import { Minimatch } from 'minimatch';
import { repositoryGlobs } from './repositoryGlobs';

/** Every text of up to so many of these letters. */
function textsOf(letters: string[], length: number): string[] {
  const texts = [''];
  let last = [''];
  for (let at = 0; at < length; at++) {
    last = last.flatMap(text => letters.map(letter => text + letter));
    texts.push(...last);
  }
  return texts;
}

const isName = (text: string) => /^[ab]+(?:\/[ab]+)*$/.test(text);

describe('repositoryGlobs', () => {
  it('matches what minimatch matched, for every short glob and name', () => {
    const names = textsOf(['a', 'b', '/'], 5).filter(isName);
    const globs = textsOf(['a', '*', '/', '?'], 6);
    const differences: string[] = [];
    for (const glob of globs) {
      const known = new Minimatch(glob, {
        dot: true,
        nobrace: true,
        nocomment: true,
        noext: true,
        nonegate: true,
      });
      const matches = repositoryGlobs([glob]);
      for (const name of names) {
        if (known.match(name) !== matches(name)) {
          differences.push(`${glob} ${name} ${matches(name)}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(globs.length * names.length).toBeGreaterThan(500_000);
  });

  it.each([
    ['[a-c]pp', 'bpp', true],
    ['[!a-c]pp', 'bpp', false],
    ['[^a-c]pp', 'dpp', true],
    ['a[', 'a[', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['{a,b}', 'a', false],
    ['!a', 'b', false],
    ['#a', '#a', true],
    ['.*', '.hidden', true],
    ['*', '.hidden', true],
    ['team/**', 'team', false],
    ['**/app', 'app', true],
    ['**/app', 'a/b/app', true],
    ['team/**/app', 'team/app', true],
    ['team/**/app', 'team/a/b/app', true],
    ['team/**/app', 'team/a/bapp', false],
    ['**', 'a/b/c', true],
    ['*', 'a/b', false],
  ])('takes %s over %s for %s', (glob, name, expected) => {
    expect(repositoryGlobs([glob])(name)).toBe(expected);
  });

  it('matches several globs at once, each on its own', () => {
    const globs = Array.from(
      { length: 100 },
      (_, n) => `team-${n}/**/app-${n}`,
    );
    const matches = repositoryGlobs(globs);
    expect(matches('team-99/x/y/app-99')).toBe(true);
    expect(matches('team-99/app-98')).toBe(false);
    // What one glob ends with is not the beginning of the next.
    expect(matches('team-1/app-1team-2/app-2')).toBe(false);
  });

  it('lets all through without a glob', () => {
    expect(repositoryGlobs([])('team/app')).toBe(true);
  });

  it('takes as many steps for the worst glob as for any of its length', () => {
    const name = 'a'.repeat(255);
    const stars = RepositoryGlobs.create([`${'*a'.repeat(126)}*b`]);
    const plain = RepositoryGlobs.create([`${'a'.repeat(253)}*b`]);
    expect(stars.matches(name)).toBe(false);
    expect(plain.matches(name)).toBe(false);
    expect(stars.steps).toBeLessThanOrEqual(255 * 8);
    expect(stars.steps).toBe(plain.steps);
  });
});
