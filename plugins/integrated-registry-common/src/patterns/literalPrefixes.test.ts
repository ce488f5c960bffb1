import { literalPrefixes } from './literalPrefixes';
import { RepositoryGlobs } from './RepositoryGlobs';

it.each([
  [['team/**'], ['team/']],
  [
    ['web/app', 'team/a*', 'base/?'],
    ['base/', 'team/a', 'web/app'],
  ],
  [['team/**', 'team/app/*', 'tea'], ['tea']],
  [['team/[ab]', 'team\\*'], ['team']],
  [['team//app'], ['team/app']],
  [['**/app'], undefined],
  [['team/*', '*'], undefined],
  [[''], undefined],
])('of %j are %j', (globs, prefixes) => {
  expect(literalPrefixes(globs)).toEqual(prefixes);
});

it('are what all names begin with that the globs match', () => {
  const parts = ['a', 'b', '/', '//', '*', '**', '?', '[ab]', '\\*', '[', ']'];
  const names = ['a', 'b', 'ab', 'a/b', 'a/', 'ba/a', 'a/a/b', '*', '[', 'a*'];
  for (const one of parts) {
    for (const two of parts) {
      for (const three of parts) {
        const globs = [`${one}${two}${three}`];
        const prefixes = literalPrefixes(globs) ?? [''];
        const matcher = RepositoryGlobs.create(globs);
        for (const name of names.filter(text => matcher.matches(text))) {
          expect([globs, name, prefixes]).toEqual([
            globs,
            name,
            prefixes.filter(prefix => name.startsWith(prefix)),
          ]);
        }
      }
    }
  }
});
