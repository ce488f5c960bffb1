import { imageNameOf, repositoryOfImageName } from './imageHost';

describe('an image host', () => {
  it.each([
    ['registry.example.com', 'team/app', 'registry.example.com', 'team/app'],
    ['host:5000/docker-local', 'app', 'host:5000/docker-local', 'app'],
    [
      '{project}.jfrog.example.com',
      'docker-local/team/app',
      'docker-local.jfrog.example.com',
      'team/app',
    ],
    [
      'docker-{project}.example.com:8443',
      'prod/app',
      'docker-prod.example.com:8443',
      'app',
    ],
  ])('%s names %s and is found again', (host, repository, imageHost, path) => {
    expect(imageNameOf(host, repository)).toEqual({ imageHost, path });
    expect(repositoryOfImageName(host, `${imageHost}/${path}`)).toBe(
      repository,
    );
  });

  it.each([
    ['registry.example.com', 'registry.example.com.evil.org/team/app'],
    ['registry.example.com', 'registry.example.com/'],
    ['{project}.example.com', 'example.com/team/app'],
    ['{project}.example.com', '.example.com/team/app'],
    ['{project}.example.com', 'a.b.example.com/team/app'],
    ['{project}.example.com', 'a.example.org/team/app'],
    ['{project}.example.com', 'a.example.com'],
  ])('%s is not that of %s', (host, image) => {
    expect(repositoryOfImageName(host, image)).toBeUndefined();
  });
});
