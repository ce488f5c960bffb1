import { openTestClients } from './openTestClients';
import { Answer } from './startServer';

/** A registry with 250 repositories and as many tags that pages as distribution does. */
export async function servePaged(
  tests: ReturnType<typeof openTestClients>,
  options: {
    most?: number;
    refuse?: Answer;
    link?: (query: string, path: string) => string | undefined;
  } = {},
) {
  const all = Array.from(
    { length: 250 },
    (_, index) => `r${String(index).padStart(3, '0')}`,
  );
  const { most = 1_000, refuse } = options;
  return tests.serve(({ path, query }) => {
    if (path === '/v2/') {
      return {};
    }
    const n = Number(query.get('n') ?? 100);
    if (n > most && refuse) {
      return refuse;
    }
    const size = Math.min(n, most);
    const last = query.get('last');
    const rest = last === null ? all : all.filter(name => name > last);
    const items = rest.slice(0, size);
    const next = `last=${items[items.length - 1]}&n=${size}`;
    const link = options.link ? options.link(next, path) : `<${path}?${next}>`;
    return {
      ...(rest.length > items.length &&
        link && { headers: { link: `${link}; rel="next"` } }),
      body: path.endsWith('_catalog')
        ? { repositories: items }
        : { name: 'app', tags: items },
    };
  });
}
