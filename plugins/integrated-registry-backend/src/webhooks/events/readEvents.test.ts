import { readEvents } from './readEvents';

const push = (target: object, action = 'push') => ({ action, target });
const manifest = 'application/vnd.oci.image.manifest.v1+json';
const harbor = (type: string) => ({
  type,
  event_data: { repository: { repo_full_name: 'library/app' } },
});
const image = { repo_key: 'docker-local', image_name: 'team/app', tag: '1.0' };
const ofImage = [{ key: 'docker-local', image: 'team/app' }];

describe('events of registries', () => {
  it('of distribution name repositories of manifests that were pushed, and of all that was deleted', () => {
    expect(
      readEvents({
        events: [
          push({ repository: 'team/app', mediaType: manifest }),
          push({
            repository: 'team/layer',
            mediaType: 'application/octet-stream',
          }),
          push({ repository: 'team/pulled', mediaType: manifest }, 'pull'),
          push({ repository: 'team/gone', digest: 'sha256:a' }, 'delete'),
          push({ repository: 'team/untagged', tag: '1.0' }, 'delete'),
          push({ mediaType: manifest }),
          'nonsense',
        ],
      }),
    ).toEqual([
      { name: 'team/app' },
      { name: 'team/gone' },
      { name: 'team/untagged' },
    ]);
    expect(readEvents({ events: [] })).toEqual([]);
  });

  // By Harbor's description and source code.
  it.each([
    ['PUSH_ARTIFACT', 1],
    ['DELETE_ARTIFACT', 1],
    ['PULL_ARTIFACT', 0],
    ['SCANNING_COMPLETED', 0],
    ['QUOTA_EXCEED', 0],
    ['AN_EVENT_OF_TOMORROW', 0],
  ])('of Harbor name a repository where its tags change: %s', (type, count) => {
    expect(readEvents(harbor(type))).toHaveLength(count);
  });

  it('of Harbor may be CloudEvents', () => {
    const event = (type: string) => ({
      specversion: '1.0',
      type,
      data: harbor('').event_data,
    });
    expect(readEvents(event('harbor.artifact.pushed'))).toEqual([
      { name: 'library/app' },
    ]);
    expect(readEvents(event('harbor.artifact.pulled'))).toEqual([]);
    expect(readEvents(event('com.example.artifact.pushed'))).toEqual([]);
  });

  // As JFrog's descriptions of several versions show them.
  it.each([
    ['an object', { domain: 'docker', event_type: 'pushed', data: image }],
    ['flat', { ...image, event_type: 'deleted' }],
    [
      'a text in an event',
      {
        event: {
          domain: 'docker',
          event_type: 'promoted',
          data: JSON.stringify(image),
        },
      },
    ],
  ])('of Artifactory may be %s', (_, body) => {
    expect(readEvents(body)).toEqual(ofImage);
  });

  it('of Artifactory about what it has fetched name the remote repository too', () => {
    const cached = { ...image, repo_key: 'docker-remote-cache' };
    const body = { domain: 'docker', event_type: 'pushed', data: cached };
    expect(readEvents(body)).toEqual([
      { key: 'docker-remote-cache', image: 'team/app' },
      { key: 'docker-remote', image: 'team/app' },
    ]);
  });

  it.each([
    [{ domain: 'artifact', event_type: 'deployed', data: image }],
    [{ domain: 'docker', event_type: 'scanned', data: image }],
    [{ domain: 'docker', event_type: 'pushed', data: '{' }],
    [{ domain: 'docker', event_type: 'pushed' }],
  ])('of Artifactory about anything else name nothing: %j', body => {
    expect(readEvents(body)).toEqual([]);
  });

  it('of Quay name the repository without its host', () => {
    expect(
      readEvents({
        name: 'app',
        repository: 'team/app',
        namespace: 'team',
        docker_url: 'quay.example.com/team/app',
        updated_tags: ['latest'],
      }),
    ).toEqual([{ name: 'team/app' }]);
  });

  it.each([[null], [undefined], [7], ['text'], [[]], [{}]])(
    'of no known form name nothing: %j',
    body => {
      expect(readEvents(body)).toEqual([]);
    },
  );
});
