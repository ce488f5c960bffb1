import { Server } from 'node:http';

/** As much of a router of Express 4 as is walked here. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  regexp: RegExp & { fast_slash?: boolean };
}

/** Backstage's own, below every plugin. */
const OF_THE_PORTAL = /^\/\.(well-known|backstage)\//;

/**
 * The routes a running server has below a path, read from its routers: `GET /integrations/:id`.
 */
export function routesOf(server: Server, path: string): string[] {
  const routes = server
    .listeners('request')
    .flatMap(listener => walk(stackOf(listener), path));
  return [...new Set(routes)].sort();
}

function stackOf(listener: unknown): Layer[] {
  const { _router: router } = listener as { _router?: { stack: Layer[] } };
  return router?.stack ?? [];
}

function walk(stack: readonly Layer[], path: string): string[] {
  return stack.flatMap(({ route, handle, regexp }) => {
    if (route) {
      return path === '' && !OF_THE_PORTAL.test(route.path)
        ? Object.keys(route.methods).map(
            method => `${method.toUpperCase()} ${route.path}`,
          )
        : [];
    }
    const matched = regexp.fast_slash ? '' : regexp.exec(path)?.[0];
    return handle.stack && matched !== undefined
      ? walk(handle.stack, path.slice(matched.length))
      : [];
  });
}
