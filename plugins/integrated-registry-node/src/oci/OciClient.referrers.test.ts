import { failureOf } from './__testUtils__/openTestClients';
import { useTestClients } from './__testUtils__/useTestClients';
import {
  descriptor,
  digest,
  hex,
  index,
  listed,
  MANIFEST,
  named,
  referrersPath,
  serveReferrers,
  tagged,
} from './__testUtils__/referrers';
import { Answer } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

describe('listReferrers', () => {
  it('asks the referrers API, and knows what the common tools attach (fact 24)', async () => {
    const sigstore = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    const attached: [string, string, object?][] = [
      ['signature', 'application/vnd.cncf.notary.signature'],
      ['signature', 'application/vnd.dev.cosign.artifact.sig.v1+json'],
      [
        'signature',
        sigstore,
        {
          'dev.sigstore.bundle.content': 'dsse-envelope',
          'dev.sigstore.bundle.predicateType':
            'https://sigstore.dev/cosign/sign/v1',
        },
      ],
      ['sbom', 'application/spdx+json'],
      ['sbom', 'application/vnd.cyclonedx+json'],
      [
        'sbom',
        sigstore,
        {
          'dev.sigstore.bundle.predicateType': 'https://spdx.dev/Document/v2.3',
        },
      ],
      ['attestation', 'application/vnd.in-toto+json'],
      [
        'attestation',
        sigstore,
        {
          'dev.sigstore.bundle.predicateType': 'https://slsa.dev/provenance/v1',
        },
      ],
      ['other', 'application/vnd.example.recipe'],
    ];
    const { client, server } = await serveReferrers(tests, {
      [referrersPath]: index(
        ...attached.map(([, type, annotations], at) =>
          descriptor(String(at), type, annotations),
        ),
      ),
    });

    const { items: referrers } = await client.listReferrers(
      'team/app',
      digest,
      { signal },
    );

    expect(
      referrers.map(({ kind, artifactType }) => [kind, artifactType]),
    ).toEqual(attached.map(([kind, type]) => [kind, type]));
    expect(referrers[0]).toEqual({
      digest: named('0'),
      mediaType: MANIFEST,
      artifactType: 'application/vnd.cncf.notary.signature',
      kind: 'signature',
      sizeBytes: 700,
    });
    expect(server.count(`/v2/team/app/manifests/sha256-${hex}`)).toBe(0);
  });

  it('takes the tag that stands in for the API where there is none (fact 24)', async () => {
    const { client } = await serveReferrers(
      tests,
      listed(descriptor('sbom', 'application/spdx+json')),
    );
    expect(
      await client.listReferrers('team/app', digest, { signal }),
    ).toMatchObject({ items: [{ digest: named('sbom'), kind: 'sbom' }] });
  });

  it('says how many are listed at once, where these are too many', async () => {
    const { client } = await serveReferrers(tests, {
      [referrersPath]: index(...Array(4_001).fill(descriptor('one'))),
    });
    const { items, failure } = await client.listReferrers('team/app', digest, {
      signal,
    });
    expect([items, failure]).toEqual([
      [],
      expect.objectContaining({
        code: 'RESPONSE_TOO_LARGE',
        message: `The registry lists 4,001 artifacts at once that are attached to team/app@${digest}, and the portal reads at most 4,000. A pipeline may attach some with each run.`,
        remedy: 'Remove attached artifacts that nobody needs.',
      }),
    ]);
  });

  it('finds what cosign has tagged, each once (fact 24)', async () => {
    const { client } = await serveReferrers(tests, {
      [referrersPath]: index(descriptor('sig')),
      [`/v2/team/app/manifests/sha256-${hex}.sig`]: tagged('sig'),
      [`/v2/team/app/manifests/sha256-${hex}.att`]: tagged('att'),
      [`/v2/team/app/manifests/sha256-${hex}.sbom`]: tagged('sbom'),
    });
    const { items: referrers } = await client.listReferrers(
      'team/app',
      digest,
      { signal },
    );
    expect(referrers.map(item => [item.digest, item.kind])).toEqual([
      [named('sig'), 'signature'],
      [named('att'), 'attestation'],
      [named('sbom'), 'sbom'],
    ]);
  });

  it.each([
    [
      'filters itself',
      { 'oci-filters-applied': 'artifactType' },
      ['one', 'two'],
    ],
    ['leaves it to us', {}, ['one']],
  ])(
    'has one type alone from a registry that %s (fact 24)',
    async (_, headers, expected) => {
      const { client, server } = await serveReferrers(tests, {
        [referrersPath]: () => {
          const answer = index(
            descriptor('one', 'application/spdx+json'),
            // Without a type, as registries send it that took the filter for granted.
            descriptor('two'),
          );
          return { ...answer, headers: { ...answer.headers, ...headers } };
        },
      });
      const { items: referrers } = await client.listReferrers(
        'team/app',
        digest,
        {
          signal,
          artifactType: 'application/spdx+json',
        },
      );
      expect(referrers.map(item => item.digest)).toEqual(expected.map(named));
      const asked = server.requests.find(({ path }) => path === referrersPath);
      expect(asked?.query.get('artifactType')).toBe('application/spdx+json');
    },
  );

  it('goes from page to page at its own address (facts 8, 24)', async () => {
    const { client, server } = await serveReferrers(tests, {
      [referrersPath]: ({ query }) => {
        const page = Number(query.get('token') ?? 0);
        const answer = index(descriptor(`page ${page}`));
        return page === 2
          ? answer
          : {
              ...answer,
              headers: {
                link: `<https://elsewhere.example.com/x?token=${
                  page + 1
                }>; rel="next"`,
              },
            };
      },
    });
    const { items: referrers } = await client.listReferrers(
      'team/app',
      digest,
      { signal },
    );
    expect(referrers).toHaveLength(3);
    expect(server.count(referrersPath)).toBe(3);
  });

  const nowhere = 'http://console.invalid/login';
  const noApi: [string, Answer][] = [
    ['a web page', { body: '<html>Log in</html>' }],
    [
      'a web page with another type',
      {
        headers: { 'content-type': 'application/json' },
        body: '<!DOCTYPE html>',
      },
    ],
    ['a redirect to a console', { code: 302, headers: { location: nowhere } }],
    ['JSON of another kind', { body: { status: 'ok' } }],
    ['a list of another kind', { body: [1, 2] }],
    ['no content', { code: 204, body: '' }],
    ...[400, 404, 405, 406, 410, 501].map((code): [string, Answer] => [
      `status ${code}`,
      { code },
    ]),
  ];
  const failing: [string, Answer, string][] = [
    [
      'pages without end',
      {
        ...index(),
        headers: { link: `<${referrersPath}?token=1>; rel="next"` },
      },
      'BAD_RESPONSE',
    ],
    ['a refusal', { code: 403 }, 'FORBIDDEN'],
    ['a failure', { code: 500 }, 'UPSTREAM_ERROR'],
    ['a list that was cut', { body: '{"manifests":[' }, 'BAD_RESPONSE'],
  ];

  it.each([
    ...noApi,
    ...failing.map(([what, answer]): [string, Answer] => [what, answer]),
  ])(
    'finds by tags what the referrers API answers with %s',
    async (_, answer) => {
      const { client } = await serveReferrers(tests, {
        [referrersPath]: answer,
        ...listed(descriptor('sbom', 'application/spdx+json')),
        [`/v2/team/app/manifests/sha256-${hex}.sig`]: tagged('sig'),
      });
      const { items } = await client.listReferrers('team/app', digest, {
        signal,
      });
      expect(items.map(({ kind }) => kind)).toEqual(['sbom', 'signature']);
    },
  );

  it.each(noApi)(
    'takes the tags for all there is where the referrers API is %s',
    async (_, answer) => {
      const { client } = await serveReferrers(tests, {
        [referrersPath]: answer,
      });
      expect(
        await client.listReferrers('team/app', digest, { signal }),
      ).toEqual({ items: [] });
    },
  );

  it.each(failing)(
    'does not take %s for nothing (fact 24)',
    async (_, answer, code) => {
      const { client } = await serveReferrers(tests, {
        [referrersPath]: answer,
      });
      expect(
        await client.listReferrers('team/app', digest, { signal }),
      ).toMatchObject({ items: [], failure: { code } });
    },
  );

  it('fails where every way fails, as the referrers API did', async () => {
    const server = await tests.serve(({ path }) => ({
      code: path === '/v2/' ? 200 : 403,
    }));
    const client = tests.client(server.url);
    expect(
      await failureOf(client.listReferrers('team/app', digest, { signal })),
    ).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('what refers to'),
    });
  });

  it('looks at the tag where the registry has learnt the API after images were signed', async () => {
    const { client } = await serveReferrers(tests, {
      [referrersPath]: index(),
      ...listed(descriptor('sbom', 'application/spdx+json')),
    });
    expect(
      await client.listReferrers('team/app', digest, { signal }),
    ).toMatchObject({ items: [{ digest: named('sbom'), kind: 'sbom' }] });
  });

  it('finds nothing where there is nothing, and knows what is no digest (fact 24)', async () => {
    const { client } = await serveReferrers(tests, {});
    expect(await client.listReferrers('team/app', digest, { signal })).toEqual({
      items: [],
    });
    expect(
      await failureOf(client.listReferrers('team/app', '1.0', { signal })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});
