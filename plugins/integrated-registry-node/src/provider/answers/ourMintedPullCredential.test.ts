import { inspect } from 'node:util';
import { clientOf, signal } from '../__testUtils__/clientOf';

const PASSWORD = 'canary-of-the-minted-94c1';
const good = {
  username: 'robot$team+portal-1',
  password: PASSWORD,
  expiresAt: new Date('2027-01-31T12:00:00Z'),
};

const mintedOf = async (answer: unknown) =>
  clientOf({ mintPullCredential: async () => answer }).mintPullCredential?.({
    name: 'portal-1',
    projects: ['team'],
    days: 30,
    signal,
  });

describe('the pull credential that a checked provider makes', () => {
  it('is whole, with or without an end, and has nothing else', async () => {
    expect(await mintedOf({ ...good, more: 'odd' })).toStrictEqual(good);
    const { expiresAt, ...endless } = good;
    expect(await mintedOf(endless)).toStrictEqual(endless);
    expect(await mintedOf({ ...good, expiresAt: undefined })).toStrictEqual(
      endless,
    );
    const long = { username: 'u'.repeat(255), password: 'p'.repeat(16_384) };
    expect(await mintedOf(long)).toStrictEqual(long);
  });

  const odd = [undefined, null, 5, true, {}, [], ''];
  it.each([
    ...[...odd, 'no object', [good]].map(answer => [answer]),
    ...[
      ...odd,
      'a:b',
      ' robot',
      'robot ',
      'a\nb',
      'a\u0000b',
      'robot\u202E$1',
      'robot\u200B',
      'u'.repeat(256),
    ].map(username => [{ ...good, username }]),
    ...[...odd, 'a\u0000b', 'p'.repeat(16_385)].map(password => [
      { ...good, password },
    ]),
    ...[
      ...odd.slice(1),
      '2027-01-31T12:00:00Z',
      new Date(NaN),
      new Date(0),
      new Date(-1),
      new Date(8.64e15),
    ].map(expiresAt => [{ ...good, expiresAt }]),
  ])('is refused where nobody could log in with it: %p', async answer => {
    const refused = await mintedOf(answer).catch(error => error);
    expect(refused).toMatchObject({
      name: 'RegistryError',
      code: 'BAD_RESPONSE',
      message:
        "The answer to the request for the new pull credential does not have the form that a registry's answer has.",
    });
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain(
      PASSWORD,
    );
    expect(JSON.stringify(refused.toFailure())).not.toContain(PASSWORD);
  });
});
