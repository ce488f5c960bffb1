import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { ContentStore, createFace } from 'registry-simulator';

export const login = { username: 'robot', password: 'a-token-of-a-test' };

/** Gitea's limit, `[api] MAX_RESPONSE_ITEMS`. */
const MAX_ITEMS = 50;

/**
 * Stands in for a Gitea: the simulator's registry API, and of Gitea's own API what the provider
 * asks for, as its description says.
 */
export async function startGitea() {
  const store = new ContentStore();
  const face = createFace(store, {
    login,
    auth: 'bearer',
    tokenLifetimeSeconds: 2,
  });
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/v1/')) {
      answer(store, request, response);
    } else {
      face.serve(request, response).catch(() => response.destroy());
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    store,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  store: ContentStore,
  { url, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
  const send = (code: number, body: unknown) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (pathname === '/api/v1/version') {
    send(200, { version: '1.24.2' });
    return;
  }
  const pair = Buffer.from(`${login.username}:${login.password}`);
  if (headers.authorization !== `Basic ${pair.toString('base64')}`) {
    send(401, { message: 'invalid username, password or token' });
    return;
  }
  if (pathname === '/api/v1/user') {
    send(200, { id: 1, login: login.username });
    return;
  }
  const [, owner] = /^\/api\/v1\/packages\/([^/]+)$/.exec(pathname) ?? [];
  const all = versionsOf(store, decodeURIComponent(owner)).filter(({ name }) =>
    name.includes(searchParams.get('q') ?? ''),
  );
  const limit = Math.min(Number(searchParams.get('limit')), MAX_ITEMS);
  const end = Number(searchParams.get('page')) * limit;
  if (end < all.length) {
    response.setHeader(
      'link',
      `<https://elsewhere.example/?page=9>; rel="next"`,
    );
  }
  send(200, all.slice(end - limit, end));
}

/** All tags and all manifests without one of an owner, newest first. */
function versionsOf(store: ContentStore, owner: string) {
  return store
    .repositories()
    .filter(repository => repository.startsWith(`${owner}/`))
    .flatMap(repository => {
      const tags = store.tags(repository) ?? [];
      const tagged = tags.map(tag => store.tag(repository, tag)?.digest);
      return [
        ...tags.map(version => ({
          version,
          created_at: store.tag(repository, version)?.pushedAt ?? '',
        })),
        ...store
          .manifests(repository)
          .filter(digest => !tagged.includes(digest))
          .map(version => ({ version, created_at: '2026-01-01T00:00:00Z' })),
      ].map(found => ({
        id: 1,
        type: 'container',
        name: repository.slice(owner.length + 1),
        ...found,
      }));
    })
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
}
