import { OciClient } from './OciClient';
import { Answer, ReceivedRequest } from './__testUtils__/startServer';
import { credential } from './__testUtils__/serveTokens';
import { config, digest, manifest, MANIFEST } from './__testUtils__/smallImage';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();

type Kind = 'catalogue' | 'tags' | 'manifests' | 'blobs';
const kinds: Kind[] = ['catalogue', 'tags', 'manifests', 'blobs'];

const calls: Record<Kind, (client: OciClient) => Promise<unknown>> = {
  catalogue: async client =>
    (await client.listRepositories({ signal }).next()).value?.items,
  tags: async client => (await client.listTags('app', { signal })).items,
  manifests: async client =>
    (await client.resolve('app', '1.0', { signal })).mediaType,
  blobs: client => client.getBlob('app', digest, { signal }),
};

const answers: Record<Kind, unknown> = {
  catalogue: ['app'],
  tags: ['1.0'],
  manifests: MANIFEST,
  blobs: Buffer.from(config),
};

/** What each kind demands, so that nothing opens another. */
const azure: Record<Kind, string> = {
  catalogue: 'registry:catalog:*',
  tags: 'repository:app:metadata_read',
  manifests: 'repository:app:pull',
  blobs: 'repository:app:content_read',
};

function kindOf(path: string): Kind | undefined {
  return path === '/v2/_catalog'
    ? 'catalogue'
    : kinds.find(kind => path.includes(`/${kind}/`));
}

function answerOf(kind: Kind | undefined): Answer {
  switch (kind) {
    case 'catalogue':
      return { body: { repositories: ['app'] } };
    case 'tags':
      return { body: { tags: ['1.0'] } };
    case 'manifests':
      return { headers: { 'content-type': MANIFEST }, body: manifest };
    case 'blobs':
      return { body: config };
    default:
      return {};
  }
}

/** @param options - `uses`: how often a token is good; `tells`: whether it says what it demands */
async function serveScopes(
  demands: (kind: Kind) => string,
  { uses = Infinity, tells = true } = {},
) {
  const granted = new Map<string, { scope: string; uses: number }>();
  const tokens = await tests.serve(({ query }) => {
    const token = `scoped-${granted.size}`;
    granted.set(token, { scope: query.getAll('scope').join(' '), uses });
    return { body: { token, expires_in: 300 } };
  });
  const opens = (kind: Kind, { headers }: ReceivedRequest) => {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const grant = granted.get(token);
    if (grant?.scope !== demands(kind) || grant.uses <= 0) {
      return false;
    }
    grant.uses -= 1;
    return true;
  };
  const registry = await tests.serve((request): Answer => {
    const kind = kindOf(request.path);
    const scope = kind && tells ? `,scope="${demands(kind)}"` : '';
    return kind && opens(kind, request)
      ? answerOf(kind)
      : {
          code: 401,
          headers: {
            'www-authenticate': `Bearer realm="${tokens.url}/t",service="x"${scope}`,
          },
        };
  });
  return { registry, tokens };
}

function ordersOf<T>(items: readonly T[]): T[][] {
  return items.length <= 1
    ? [[...items]]
    : items.flatMap(item =>
        ordersOf(items.filter(other => other !== item)).map(rest => [
          item,
          ...rest,
        ]),
      );
}

describe('scopes that differ for catalogue, tags, manifests and blobs', () => {
  const orders = ordersOf(kinds).map(
    order => [order.join(', '), order] as const,
  );

  it.each(orders)('open %s in this order, twice', async (_, order) => {
    const { registry, tokens } = await serveScopes(kind => azure[kind]);
    const client = tests.client(registry.url, { credential });
    for (const kind of [...order, ...order]) {
      expect(await calls[kind](client)).toEqual(answers[kind]);
    }
    const before = tokens.requests.length;
    await Promise.all(order.map(kind => calls[kind](client)));
    // Known by now, and nothing has been refused.
    expect(tokens.requests).toHaveLength(before);
  });

  it.each(orders)(
    'open %s in this order with tokens that are good once',
    async (_, order) => {
      const { registry } = await serveScopes(kind => azure[kind], { uses: 1 });
      const client = tests.client(registry.url, { credential });
      for (const kind of [...order, ...order, ...order.toReversed()]) {
        expect(await calls[kind](client)).toEqual(answers[kind]);
      }
    },
  );

  it('open all of them at once, by one token for each', async () => {
    const { registry, tokens } = await serveScopes(kind => azure[kind]);
    const client = tests.client(registry.url, { credential });
    await Promise.all(
      [...kinds, ...kinds, ...kinds].map(kind => calls[kind](client)),
    );
    const scopes = tokens.requests.map(({ query }) => query.get('scope'));
    for (const kind of kinds) {
      expect(scopes.filter(scope => scope === azure[kind])).toHaveLength(1);
    }
  });

  it.each(kinds)(
    'are forgotten where the demand of %s changes, and changes back',
    async kind => {
      let demanded = azure;
      const { registry } = await serveScopes(each => demanded[each]);
      const client = tests.client(registry.url, { credential });
      expect(await calls[kind](client)).toEqual(answers[kind]);
      for (const scope of ['repository:app:other', azure[kind]]) {
        demanded = { ...azure, [kind]: scope };
        expect(await calls[kind](client)).toEqual(answers[kind]);
      }
    },
  );

  it('are the usual ones again where a refusal demands none', async () => {
    let demanded = 'repository:app:metadata_read';
    const rules = { tells: true };
    const { registry } = await serveScopes(() => demanded, rules);
    const client = tests.client(registry.url, { credential });
    expect(await calls.tags(client)).toEqual(answers.tags);
    const later = await serveScopes(() => 'repository:app:pull', {
      tells: false,
    });
    demanded = 'repository:app:pull';
    expect(await calls.tags(client)).toEqual(answers.tags);
    const other = tests.client(later.registry.url, { credential });
    expect(await calls.tags(other)).toEqual(answers.tags);
  });
});
