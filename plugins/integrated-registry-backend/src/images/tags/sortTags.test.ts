import { orderOf, sortTags, tagsAfter } from './sortTags';
import { TagConventions } from './TagConventions';

const tags = (...names: string[]) => names.map(name => ({ name }));
const namesOf = (list: readonly { name: string }[]) =>
  list.map(({ name }) => name);

describe('the order of tags', () => {
  it('has the highest version first, and other names behind all versions', async () => {
    const sorted = await sortTags(
      'semver',
      tags('latest', '1.9.0', '1.10.0-rc.1', 'edge', '1.10.0', '1.10.0-alpine'),
    );
    expect(namesOf(sorted)).toEqual([
      '1.10.0',
      '1.10.0-alpine',
      '1.10.0-rc.1',
      '1.9.0',
      'latest',
      'edge',
    ]);
  });

  it('is by push time only where the time of every tag is known', () => {
    const pushedAt = '2026-01-01T00:00:00.000Z';
    expect(orderOf('newest', [{ name: 'a', pushedAt }])).toBe('pushedAt');
    const oneUnknown = [{ name: 'a', pushedAt }, { name: 'b' }];
    expect(orderOf('newest', oneUnknown)).toBe('semver');
    expect(orderOf('newest', [])).toBe('semver');
    expect(orderOf('-name', oneUnknown)).toBe('-name');
  });

  it('has the newest first, and of one time the names in order', async () => {
    const sorted = await sortTags('pushedAt', [
      { name: 'b', pushedAt: '2026-01-01T00:00:00.000Z' },
      { name: 'c', pushedAt: '2026-02-01T00:00:00.000Z' },
      { name: 'a', pushedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(namesOf(sorted)).toEqual(['c', 'a', 'b']);
  });

  it('by name is by the value of numbers in it', async () => {
    const list = tags('build-100', 'build-9', 'build-010', 'a', 'build-10');
    expect(namesOf(await sortTags('name', list))).toEqual([
      'a',
      'build-9',
      'build-010',
      'build-10',
      'build-100',
    ]);
    expect(namesOf(await sortTags('-name', list))[0]).toBe('build-100');
  });

  it('continues behind a tag that is gone', async () => {
    const sorted = await sortTags('semver', tags('3.0.0', '1.0.0', '2.0.0'));
    const after = (name: string) =>
      namesOf(tagsAfter('semver', sorted, { name }, TagConventions.none));
    expect(after('3.0.0')).toEqual(['2.0.0', '1.0.0']);
    expect(after('2.5.0')).toEqual(['2.0.0', '1.0.0']);
    expect(after('0.1.0')).toEqual([]);
  });

  it('is found out once for one list', async () => {
    const list = tags('1.0.0', '2.0.0');
    expect(await sortTags('semver', list)).toBe(await sortTags('semver', list));
  });
});
