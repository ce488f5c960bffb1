import { isFound } from './isFound';

const item = (name: string, integrationId = 'a') => ({ name, integrationId });

describe('isFound', () => {
  it.each([
    ['the whole name', 'name', 'team/app', true],
    ['a part of the name is not the name', 'name', 'team/ap', false],
    ['what is behind the last slash', 'lastPart', 'app', true],
    ['an end that is not behind a slash', 'lastPart', 'pp', false],
    ['a part', 'part', 'eam/a', true],
  ] as const)('knows %s', (_, by, text, expected) => {
    expect(isFound({ by, text }, { items: [item('team/app')] })).toBe(expected);
  });

  it('looks at what is near, too', () => {
    const answer = { items: [item('other')], close: [item('team/app')] };
    expect(isFound({ by: 'name', text: 'team/app' }, answer)).toBe(true);
  });

  it('takes no other integration for the one that is wanted', () => {
    const answer = { items: [item('team/app', 'a')] };
    const wanted = { by: 'name', text: 'team/app' } as const;
    expect(isFound({ ...wanted, integrationId: 'b' }, answer)).toBe(false);
    expect(isFound({ ...wanted, integrationId: 'a' }, answer)).toBe(true);
  });
});
