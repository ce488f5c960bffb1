import { hasUserInfo, withoutCredential } from './userInfo';

const hex = '0123456789abcdef'.repeat(4);

describe('a credential in an image reference', () => {
  it.each([
    ['http://user:hunter2@r.io/app', '…@r.io/app'],
    ['https://hunter2@r.io/app:1', '…@r.io/app:1'],
    ['user:hunter2@r.io/app', '…@r.io/app'],
    ['user:hunter2@r.io', '…@r.io'],
    ['user:hunter2@r.io:5000', '…@r.io:5000'],
    ['user:hunter2@localhost', '…@localhost'],
    ['user:hun/ter2@r.io/app', '…@r.io/app'],
    ['user:hun@ter2@r.io/app', '…@r.io/app'],
    ['user:sha256:hunter2@r.io/app', '…@r.io/app'],
    [`user:hunter2@r.io/app@sha256:${hex}`, `…@r.io/app@sha256:${hex}`],
    ['user:hunter2@', undefined],
    ['@r.io/app', '…@r.io/app'],
  ])('is found in %s', (text, shown) => {
    expect(hasUserInfo(text)).toBe(shown !== undefined);
    expect(withoutCredential(text)).toBe(shown ?? text);
  });

  it.each([
    '',
    'r.io/team/app:1.2.0',
    `r.io:5000/team/app:1@sha256:${hex}`,
    `app@sha512:${hex}${hex}`,
    `app@${hex}:${hex}`,
    'app@sha256',
    'app@sha256:xyz',
    `app@sha256:${hex}@sha256:${hex}`,
    `r.io/app@sha256:${hex}/more`,
  ])('is not taken from %s', text => {
    expect(hasUserInfo(text)).toBe(false);
    expect(withoutCredential(text)).toBe(text);
  });

  it('is left out of what stands behind a path', () => {
    expect(withoutCredential('https://r.io/app?token=hunter2')).toBe(
      'https://r.io/app?…',
    );
  });
});
