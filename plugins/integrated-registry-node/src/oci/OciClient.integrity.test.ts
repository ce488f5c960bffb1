import { Content, digestOf, config } from './__testUtils__/Content';
import { docker, oci } from './__testUtils__/mediaTypes';
import { useTestClients } from './__testUtils__/useTestClients';
import { Answer } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

describe('getArtifact of what is not what it claims', () => {
  it('does not show what its digest does not belong to (fact 22)', async () => {
    const content = new Content();
    const { digest } = content.image('1.0', { config });
    const other = content.image('2.0');
    const stored = content.manifests.get(other.digest);
    if (stored) {
      content.manifests.set(digest, stored);
    }
    const { client } = await tests.serveContent(content);
    await expect(
      client.getArtifact('app', digest, { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    await expect(
      client.resolve('app', digest, { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });

    for (const key of content.blobs.keys()) {
      content.blobs.set(key, Buffer.from('{}'));
    }
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('does not believe a header that its content contradicts (fact 22)', async () => {
    const content = new Content();
    content.image('1.0');
    const server = await tests.serve(request => {
      const answer = content.answer(request);
      return (
        answer && {
          ...answer,
          headers: {
            ...answer.headers,
            'docker-content-digest': digestOf('something else'),
          },
        }
      );
    });
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each<[string, Answer]>([
    [
      'its type',
      {
        headers: {
          'content-type': `${docker}.distribution.manifest.v1+prettyjws`,
        },
        body: { schemaVersion: 1, fsLayers: [] },
      },
    ],
    ['its content', { body: { schemaVersion: 1, fsLayers: [], history: [] } }],
  ])('says that schema 1 is withdrawn, by %s (fact 21)', async (_, answer) => {
    const server = await tests.serve(() => answer);
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({
      code: 'UNSUPPORTED_VERSION',
      message: expect.stringContaining('schema 1'),
    });
  });

  it.each<[string, unknown]>([
    [
      'an index and an image at once',
      { manifests: [], config: { digest: digestOf('x') } },
    ],
    ['neither', { hello: 'world' }],
    ['a list', []],
    ['a web page', '<html>log in</html>'],
    ['cut JSON', '{"schemaVersion":2,"config":{"dig'],
  ])('does not take %s for a manifest (fact 28)', async (_, body) => {
    const server = await tests.serve(() => ({ body }));
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('knows what it is by its form, whatever the content type (fact 28)', async () => {
    const content = new Content();
    content.image('1.0', { config });
    const server = await tests.serve(request => {
      const answer = content.answer(request);
      return (
        answer && {
          body: answer.body,
          headers: { 'content-type': 'text/plain' },
        }
      );
    });
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).resolves.toMatchObject({
      kind: 'image',
      mediaType: `${oci}.manifest.v1+json`,
    });
  });
});
