import { digestOf } from '../../content/images';
import {
  dana,
  image,
  other,
  useArtifactory,
} from './__testUtils__/TestArtifactory';
import { ArtifactoryHabits } from './options';

const DOCKER = '/artifactory/api/docker';

describe('the face of Artifactory, to container tools', () => {
  const start = useArtifactory();

  it.each([
    ['docker-local', ['team/app']],
    ['docker-remote', ['library/alpine']],
    ['docker', ['library/alpine', 'team/app']],
  ])(
    'has a catalogue for each key: %s lists what it holds or has cached (fact 16)',
    async (key, repositories) => {
      const artifactory = await start();
      const { body } = await artifactory.ask(`${DOCKER}/${key}/v2/_catalog`);
      expect(body).toEqual({ repositories });
    },
  );

  it.each([['npm-local'], ['nonsense'], ['docker-remote-cache']])(
    'has no catalogue for %s',
    async key => {
      const artifactory = await start();
      const { status } = await artifactory.ask(`${DOCKER}/${key}/v2/_catalog`);
      expect(status).toBe(404);
    },
  );

  it('caches in a remote repository what is pulled through it (fact 16)', async () => {
    const artifactory = await start();
    const list = async (path: string) =>
      (await artifactory.ask(`${DOCKER}/docker-remote/v2/${path}`)).body;
    const accept = { ...dana, accept: other.manifest.mediaType };
    const pull = (name: string) =>
      artifactory.ask(`/v2/docker/${name}`, accept, { method: 'HEAD' });

    expect((await pull('library/busybox/manifests/1.37')).status).toBe(200);
    expect((await pull('library/alpine/manifests/3.21')).status).toBe(200);
    expect((await pull('busybox/manifests/1.37')).status).toBe(404);
    expect((await list('_catalog')).repositories).toEqual([
      'library/alpine',
      'library/busybox',
    ]);
    const { tags } = await list('library/alpine/tags/list');
    expect(tags).toEqual(['3.20', '3.21']);
    const [{ digest }] = other.blobs;
    expect((await pull(`library/busybox/blobs/${digest}`)).status).toBe(200);
  });

  it('may list what a remote repository has not cached', async () => {
    const artifactory = await start({ habits: { listsUncached: true } });
    const { body } = await artifactory.ask(
      `${DOCKER}/docker-remote/v2/_catalog`,
    );
    expect(body.repositories).toEqual(['library/alpine', 'library/busybox']);
  });

  it('pages by the number of entries, and its Link lacks the repository key (facts 8, 18)', async () => {
    const artifactory = await start();
    const list = '/v2/docker/team/app/tags/list';
    const { body, headers } = await artifactory.ask(`${list}?n=2`);
    expect(body).toEqual({ name: 'team/app', tags: ['1.0.0', '1.1.0'] });
    const link = '</v2/team/app/tags/list?last=2&n=2>; rel="next"';
    expect(headers.get('link')).toBe(link);
    const followed = await artifactory.ask(/<(.+)>/.exec(link)![1]);
    expect(followed.status).toBe(404);

    const rest = await artifactory.ask(`${list}?n=2&last=2`);
    expect(rest.body.tags).toEqual(['1.2.0']);
    expect(rest.headers.has('link')).toBe(false);
    for (const query of ['', '?n=0']) {
      const all = await artifactory.ask(`${list}${query}`);
      expect(all.body.tags).toEqual(['1.0.0', '1.1.0', '1.2.0']);
    }
    const byName = await artifactory.ask(`${list}?n=2&last=1.1.0`);
    expect(byName.status).toBe(400);
  });

  it('shows in a virtual repository what is in another, once', async () => {
    const artifactory = await start({
      repositories: [
        { key: 'docker-local' },
        { key: 'inner', type: 'virtual', members: ['docker-local', 'docker'] },
        { key: 'docker', type: 'virtual', members: ['inner', 'docker-local'] },
      ],
    });
    const { body } = await artifactory.ask(`${DOCKER}/docker/v2/_catalog`);
    expect(body.repositories).toEqual(['team/app']);
    const tags = await artifactory.ask('/v2/docker/team/app/tags/list');
    expect(tags.body.tags).toEqual(['1.0.0', '1.1.0', '1.2.0']);
  });

  it('tells by HEAD how it would page', async () => {
    const artifactory = await start();
    const { text, headers } = await artifactory.ask(
      '/v2/docker/team/app/tags/list?n=1',
      dana,
      { method: 'HEAD' },
    );
    expect(text).toBe('');
    expect(headers.get('link')).toContain('last=1&n=1');
    expect(headers.get('x-jfrog-version')).toBe('Artifactory/7.46.11 74611900');
  });

  it('pages its catalogue in the same way', async () => {
    const artifactory = await start();
    const catalogue = `${DOCKER}/docker/v2/_catalog?n=1`;
    const first = await artifactory.ask(catalogue);
    expect(first.body.repositories).toEqual(['library/alpine']);
    expect(first.headers.get('link')).toBe(
      '</v2/_catalog?last=1&n=1>; rel="next"',
    );
    const second = await artifactory.ask(`${catalogue}&last=1`);
    expect(second.body.repositories).toEqual(['team/app']);
    expect(second.headers.has('link')).toBe(false);
  });

  it('serves manifests under their digests, and says which (fact 22)', async () => {
    const artifactory = await start();
    const { digest, mediaType, bytes } = image.manifest;
    for (const reference of ['1.0.0', digest]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await artifactory.ask(
          `${DOCKER}/docker/v2/team/app/manifests/${reference}`,
          { ...dana, accept: mediaType },
          { method },
        );
        expect(answer.headers.get('docker-content-digest')).toBe(digest);
        expect(answer.headers.get('content-type')).toBe(mediaType);
        expect(answer.text).toBe(method === 'GET' ? bytes.toString() : '');
      }
    }
    const [blob] = image.children[0].blobs;
    const answer = await artifactory.ask(
      `/v2/docker/team/app/blobs/${blob.digest}`,
    );
    expect(digestOf(Buffer.from(answer.text))).toBe(blob.digest);
    for (const path of [
      'manifests/9.9.9',
      `blobs/sha256:${'0'.repeat(64)}`,
      'referrers/1.0.0',
    ]) {
      const unknown = await artifactory.ask(`/v2/docker/team/app/${path}`);
      expect(unknown.status).toBe(404);
    }
  });

  it('is for reading only', async () => {
    const artifactory = await start();
    const { status } = await artifactory.ask(
      '/v2/docker-local/team/app/manifests/1.0.0',
      dana,
      { method: 'DELETE' },
    );
    expect(status).toBe(405);
  });

  it('refuses a path in the wrong order', async () => {
    const artifactory = await start();
    const { status, body } = await artifactory.ask(
      `${DOCKER}/v2/docker-local/_catalog`,
      dana,
    );
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          status: 400,
          message: "Unsupported docker repository request for 'v2'",
        },
      ],
    });
  });

  it.each<[ArtifactoryHabits['dockerErrors'], object]>([
    [
      'oci',
      {
        code: 'MANIFEST_UNKNOWN',
        message: expect.any(String),
        detail: { manifest: 'team/app/9.9.9/manifest.json' },
      },
    ],
    ['rest', { status: 404, message: expect.any(String) }],
  ])('says what is wrong in the form of %s', async (dockerErrors, error) => {
    const artifactory = await start({ habits: { dockerErrors } });
    const { body } = await artifactory.ask(
      '/v2/docker/team/app/manifests/9.9.9',
    );
    expect(body).toEqual({ errors: [error] });
  });
});
