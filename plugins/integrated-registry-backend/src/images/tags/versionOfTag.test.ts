import { TagConventions } from './TagConventions';
import { versionOfTag } from './versionOfTag';

const beside = (...names: string[]) =>
  TagConventions.of(names.map(name => ({ name })));

describe('the version of a tag', () => {
  it.each([
    ['v1.2', '1.2.0'],
    ['2', '2.0.0'],
    ['007', '7.0.0'],
    ['1.2.3-rc.1', '1.2.3-rc.1'],
    ['1.2.3+build', '1.2.3'],
    ['latest', undefined],
    ['1.2.3.4', undefined],
    ['1.2.x', undefined],
    ['1.2.', undefined],
    ['20261129123000', undefined],
  ])('of %s is %s', (name, version) => {
    expect(versionOfTag(name)?.version).toBe(version);
  });

  it.each<[name: string, others: string[], version: string | undefined]>([
    ['7482910', [], undefined],
    ['7482910', ['latest', '1.2.3', '1.2.4'], undefined],
    ['7482910', ['1.2.3', '7482911', '7482912'], undefined],
    ['7482910', ['3f2a9c1', '7482911'], undefined],
    ['7482910', ['1', '2', '3'], undefined],
    ['7482910', ['7482909', '7482911', 'latest'], '7482910.0.0'],
    ['1000000', ['999998', '999999'], '1000000.0.0'],
    ['7482910-alpine', ['1.2.3'], undefined],
    ['7482910-1', ['7482911-1'], '7482910.0.0-1'],
    ['v7482910', ['1.2.3'], '7482910.0.0'],
    ['7482910.1', ['1.2.3'], '7482910.1.0'],
    ['748291', ['1.2.3'], '748291.0.0'],
    ['3f2a9c1', [], undefined],
    ['20240131', ['20231231', 'latest'], '20240131.0.0'],
    ['20240131', ['3.20', 'edge'], undefined],
    ['20241331', ['20231231'], undefined],
  ])('of %s beside %j is %s', async (name, others, version) => {
    const conventions = await beside(name, ...others);
    expect(versionOfTag(name, conventions)?.version).toBe(version);
  });

  it('of a number that may be a commit hash is not known by itself', () => {
    expect(versionOfTag('7482910')).toBeUndefined();
    expect(versionOfTag('20240131')?.version).toBe('20240131.0.0');
  });
});
