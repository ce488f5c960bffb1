import { Artifact } from 'backstage-plugin-integrated-registry-common';
import { judgePlatform } from './judgePlatform';

const amd64 = { os: 'linux', architecture: 'amd64' };

function verdictOf(platform: string, known: Partial<Artifact>) {
  const artifact = { kind: 'index', platforms: [amd64], ...known } as Artifact;
  return judgePlatform(
    { repository: 'app', artifact },
    { pin: 'both', platform },
  );
}

describe('judgePlatform', () => {
  it.each([
    ['VERDICT_PLATFORM_UNNAMED', { morePlatforms: 2 }],
    ['VERDICT_PLATFORM_UNREAD', { morePlatforms: 1, partial: true }],
    // What could not be read is the size of one.
    ['VERDICT_PLATFORM', { partial: true }],
    ['VERDICT_PLATFORM', {}],
  ])('says why an index may not run there: %s', (code, known) => {
    expect(verdictOf('linux/s390x', known)).toMatchObject({
      passed: false,
      message: { code },
    });
    expect(verdictOf('linux/amd64', known)?.passed).toBe(true);
  });

  it('names at most twenty platforms, and counts the others', () => {
    const platforms = Array.from({ length: 30 }, (_, at) => ({
      os: 'linux',
      architecture: `a${at}`,
    }));
    const text = (known: Partial<Artifact>) =>
      verdictOf('linux/b', { platforms, ...known })?.message.text;
    expect(text({})).toMatch(/linux\/a0, .*linux\/a19 and 10 more$/);
    expect(text({ morePlatforms: 5 })).toMatch(/linux\/a19 and 15 more$/);
  });
});
