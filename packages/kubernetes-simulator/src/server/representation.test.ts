import {
  MERGE,
  SECRETS,
  dockerConfig,
  failure,
  secretObject,
  secretPath,
  SendOptions,
} from '../__testUtils__/openSimulator';
import { useCluster } from '../__testUtils__/useCluster';

const cluster = useCluster();

/** The header of a client that takes one kind of the API group for metadata. */
function asking(as: string, more = ''): Pick<SendOptions, 'headers'> {
  const accept = `application/json;as=${as};g=meta.k8s.io;v=v1${more}`;
  return { headers: { accept } };
}

const metadataOnly = asking('PartialObjectMetadata');

describe('the header Accept', () => {
  const requests: Record<string, () => Promise<{ status: number; body: any }>> =
    {
      POST: () =>
        cluster.send('POST', SECRETS, {
          body: secretObject('created', dockerConfig()),
          ...metadataOnly,
        }),
      'server-side apply that creates': () =>
        cluster.apply('created', dockerConfig(), metadataOnly),
      'server-side apply that changes': () =>
        cluster.apply(
          'registry',
          { ...dockerConfig(), metadata: { labels: { by: 'portal' } } },
          metadataOnly,
        ),
      PUT: () =>
        cluster.send('PUT', secretPath('registry'), {
          body: secretObject('registry', dockerConfig('{"auths":{"a":{}}}')),
          ...metadataOnly,
        }),
      'merge patch': () =>
        cluster.send('PATCH', secretPath('registry'), {
          contentType: MERGE,
          body: { metadata: { labels: { by: 'portal' } } },
          ...metadataOnly,
        }),
      GET: () => cluster.send('GET', secretPath('registry'), metadataOnly),
    };

  it.each(Object.keys(requests))(
    'gets metadata only from %s',
    async request => {
      await cluster.apply('registry', dockerConfig());

      const { status, body } = await requests[request]();

      expect([200, 201]).toContain(status);
      const { metadata, ...stored } = cluster.simulator.secret(
        'payments-dev',
        body.metadata.name,
      )!;
      expect(body).toEqual({
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
      });
      expect(stored).toHaveProperty('data');
      expect(cluster.simulator.requests.at(-1)).toMatchObject({
        status,
        answeredKind: 'PartialObjectMetadata',
      });
    },
  );

  it('gets metadata only of each object of a list', async () => {
    await cluster.apply('registry', dockerConfig());
    const { body: whole } = await cluster.send('GET', SECRETS);

    const { body } = await cluster.send(
      'GET',
      SECRETS,
      asking('PartialObjectMetadataList'),
    );

    expect(body).toEqual({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: whole.metadata,
      items: [
        {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata: whole.items[0].metadata,
        },
      ],
    });
  });

  it.each([
    ['JSON', { accept: 'application/json;q=1' }, 'Secret'],
    ['no header', {}, 'Secret'],
    ['any type', { accept: 'text/html, */*;q=0.5' }, 'Secret'],
    [
      'the first of several',
      asking('PartialObjectMetadata', ',application/json').headers!,
      'PartialObjectMetadata',
    ],
    [
      'the one that weighs most',
      asking('PartialObjectMetadata', ';q=0.5,application/json').headers!,
      'Secret',
    ],
    [
      'what follows a table, which the server does not have',
      asking('Table', ',application/json').headers!,
      'Secret',
    ],
  ])('chooses the answer: %s', async (_, headers, kind) => {
    await cluster.apply('registry', dockerConfig());
    await cluster.send('GET', secretPath('registry'), { headers });
    expect(cluster.simulator.requests.at(-1)!.answeredKind).toBe(kind);
  });

  it('changes neither the answer to DELETE nor a refusal', async () => {
    await cluster.apply('registry', dockerConfig());
    const remove = () =>
      cluster.send('DELETE', secretPath('registry'), metadataOnly);
    expect((await remove()).body).toMatchObject({
      kind: 'Status',
      status: 'Success',
    });
    expect(failure(await remove())).toMatchObject({
      status: 404,
      reason: 'NotFound',
    });
  });

  it.each([
    [
      'an object instead of a list',
      SECRETS,
      metadataOnly,
      'you requested PartialObjectMetadata, but the requested object is a list (*core.SecretList)',
    ],
    [
      'a list instead of an object',
      secretPath('registry'),
      asking('PartialObjectMetadataList'),
      'you requested PartialObjectMetadataList, but the requested object is not a list (*core.Secret)',
    ],
    [
      'another type',
      secretPath('registry'),
      { headers: { accept: 'text/html' } },
      'only the following media types are accepted: application/json',
    ],
    [
      'another API group',
      secretPath('registry'),
      {
        headers: { accept: 'application/json;as=PartialObjectMetadata;v=v1' },
      },
      'only the following media types are accepted: application/json',
    ],
  ])('gets 406 where it wants %s', async (_, path, options, message) => {
    await cluster.apply('registry', dockerConfig());
    expect(failure(await cluster.send('GET', path, options))).toMatchObject({
      status: 406,
      reason: 'NotAcceptable',
      message,
    });
  });

  it('keeps a request from writing that gets 406', async () => {
    const refused = await cluster.apply('registry', dockerConfig(), {
      headers: { accept: 'text/html' },
    });
    expect(refused.status).toBe(406);
    expect(cluster.simulator.secrets()).toEqual([]);
  });
});
