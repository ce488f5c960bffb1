import { useTestClients } from './__testUtils__/useTestClients';
import {
  descriptor,
  digest,
  index,
  listed,
  MANIFEST,
  named,
  referrersPath,
  serveReferrers,
} from './__testUtils__/referrers';

const { signal, ...tests } = useTestClients();

describe('listReferrers of what is listed without a type', () => {
  const empty = 'application/vnd.oci.empty.v1+json';

  /** As cosign 3 writes it on a registry without the referrers API. */
  function bundle(options: { predicate?: string; subject?: string }) {
    const content = JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      config: { mediaType: empty, digest: named('{}'), size: 2 },
      layers: [
        {
          mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          digest: named('bundle'),
          size: 900,
        },
      ],
      subject: {
        mediaType: MANIFEST,
        digest: options.subject ?? digest,
        size: 877,
      },
      annotations: {
        'dev.sigstore.bundle.content': 'dsse-envelope',
        'dev.sigstore.bundle.predicateType':
          options.predicate ?? 'https://sigstore.dev/cosign/sign/v1',
      },
    });
    return {
      descriptor: {
        mediaType: MANIFEST,
        digest: named(content),
        size: 877,
        artifactType: empty,
      },
      answers: {
        [`/v2/team/app/manifests/${named(content)}`]: {
          headers: { 'content-type': MANIFEST },
          body: content,
        },
      },
    };
  }

  it.each([
    ['a signature', {}, ['signature']],
    [
      'an attestation',
      { predicate: 'https://slsa.dev/provenance/v1' },
      ['attestation'],
    ],
    ['nothing of another image', { subject: named('another') }, []],
  ])('knows %s by its manifest', async (_, options, kinds) => {
    const signed = bundle(options);
    const { client } = await serveReferrers(tests, {
      ...listed(signed.descriptor),
      ...signed.answers,
    });
    const { items, failure } = await client.listReferrers('team/app', digest, {
      signal,
    });
    expect(items.map(({ kind }) => kind)).toEqual(kinds);
    expect(failure).toBeUndefined();
  });

  it('knows it where the referrers API leaves the type out', async () => {
    const signed = bundle({});
    const { artifactType, ...untyped } = signed.descriptor;
    const { client } = await serveReferrers(tests, {
      [referrersPath]: index(untyped),
      ...signed.answers,
    });
    expect(
      await client.listReferrers('team/app', digest, { signal }),
    ).toMatchObject({
      items: [{ kind: 'signature', artifactType: expect.any(String) }],
    });
  });

  it('reads no more than 20 manifests, and says so', async () => {
    const { client, server } = await serveReferrers(tests, {
      [referrersPath]: index(
        ...Array.from({ length: 500 }, (_, at) => descriptor(`other ${at}`)),
      ),
    });
    const { items, failure } = await client.listReferrers('team/app', digest, {
      signal,
    });
    expect(items).toHaveLength(500);
    expect(failure?.message).toContain('the first 20 were read');
    expect(
      server.requests.filter(
        ({ method, path }) =>
          method === 'GET' && path.includes('/manifests/sha256:'),
      ),
    ).toHaveLength(20);
  });
});
