import { isPlatformNamed } from './platformNames';

function isNamed(image: string, name: string): boolean {
  const [os, architecture, variant] = image.split('/');
  return isPlatformNamed({ os, architecture, variant }, name);
}

describe('isPlatformNamed', () => {
  // What containerd's platforms.Only says of the same architecture.
  it.each([
    ['linux/arm64', 'linux/arm64/v8'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/8', 'linux/aarch64'],
    ['linux/amd64', 'linux/amd64/v1'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64', 'linux/x86_64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/amd64', 'linux/amd64/v3'],
    ['linux/arm/v7', 'linux/arm'],
    ['linux/arm/v6', 'linux/arm/v7'],
    ['linux/arm', 'linux/armhf'],
    ['linux/arm/v6', 'linux/armel'],
    ['linux/386', 'linux/i386'],
    ['macos/arm64', 'darwin/arm64'],
    ['LINUX/AMD64', 'linux/amd64'],
    ['linux/s390x', 'linux/s390x'],
    ['linux/arm64', 'linux/arm64/v9'],
    ['linux/arm64/v8.5', 'linux/arm64/9.0'],
    ['linux/arm64/v8.2', 'linux/arm64/v8.4'],
    ['linux/armhf/v6', 'linux/arm/v7'],
    ['linux/i386/pentium', 'linux/386'],
  ])('lets %s run on %s', (image, name) => {
    expect(isNamed(image, name)).toBe(true);
  });

  it.each([
    ['linux/amd64/v3', 'linux/amd64'],
    ['linux/arm/v7', 'linux/arm/v6'],
    ['linux/arm/v8', 'linux/arm'],
    ['linux/arm64', 'linux/arm'],
    ['linux/arm/v7', 'linux/arm64'],
    ['linux/386', 'linux/amd64'],
    ['linux/amd64', 'windows/amd64'],
    ['linux/amd64/weird', 'linux/amd64'],
    ['linux/s390x/z13', 'linux/s390x'],
    ['linux/amd64/0', 'linux/amd64'],
    ['linux/amd64/1e0', 'linux/amd64'],
    ['linux/arm/v4', 'linux/arm/v7'],
    ['linux/armhf/v6', 'linux/arm/v6'],
    ['linux/arm64/v8.6', 'linux/arm64/v9'],
    ['linux/arm64/v9', 'linux/arm64/v8.9'],
    ['unknown/unknown', 'linux/amd64'],
  ])('does not let %s run on %s', (image, name) => {
    expect(isNamed(image, name)).toBe(false);
  });
});
