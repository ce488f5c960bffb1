import { readReference } from './readReference';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const app = { imageHost: 'registry.example.com', repository: 'team/app' };

describe('what of a search names an image', () => {
  it.each([
    ['registry.example.com/team/app', app],
    ['registry.example.com/team/app:1.0.0', { ...app, tag: '1.0.0' }],
    [`registry.example.com/team/app@${DIGEST}`, { ...app, digest: DIGEST }],
    [
      `docker pull registry.example.com/team/app:1.0.0@${DIGEST}`,
      { ...app, tag: '1.0.0', digest: DIGEST },
    ],
    ['sudo docker pull --quiet registry.example.com/team/app', app],
    ['docker image pull registry.example.com/team/app', app],
    ['$ podman pull docker://registry.example.com/team/app', app],
    ['FROM registry.example.com/team/app:1 AS build', { ...app, tag: '1' }],
    ['image: "registry.example.com/team/app:1"', { ...app, tag: '1' }],
    ['- image: registry.example.com/team/app', app],
    ['https://registry.example.com/team/app/', app],
    ['`registry.example.com/team/app`,', app],
    [
      'localhost:5000/team/app:1',
      { imageHost: 'localhost:5000', repository: 'team/app', tag: '1' },
    ],
    ['127.0.0.1/app', { imageHost: '127.0.0.1', repository: 'app' }],
    ['app:1.2', { repository: 'app', tag: '1.2' }],
    ['team/app:', { repository: 'team/app' }],
    ['team/app@', { repository: 'team/app' }],
    ['team/app@sha256:01', { repository: 'team/app', digest: 'sha256:01' }],
    ['docker pull nginx', { repository: 'nginx' }],
    [
      'REGISTRY.example.com/Team/App',
      {
        imageHost: 'REGISTRY.example.com',
        repository: 'Team/App',
      },
    ],
  ])('%s', (text, reference) => {
    expect(readReference(text)).toEqual(reference);
  });

  it.each([
    '',
    ' ',
    'app',
    'team/app',
    'team app',
    'app 1.0',
    'docker',
    'docker compose',
    'a/b c:d',
    ':',
    '@',
    '"',
    '"good"',
    'registry.example.com',
    'registry.example.com/',
    'https://',
    'from',
    'dots.and-more',
  ])('nothing in %j', text => {
    expect(readReference(text)).toBeUndefined();
  });
});
