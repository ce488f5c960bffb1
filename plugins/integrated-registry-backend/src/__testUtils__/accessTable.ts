import { Person, TestPortal } from './startPortal';

/**
 * Who calls: platform admin, workspace admin, one whom only the annotation names, member, admin
 * elsewhere, nobody, another plugin. The columns of the table are in this order.
 */
export const everybody: Person[] = [
  'olivia',
  'priya',
  'petra',
  'marco',
  'lena',
  'noah',
  'service',
];

export interface Row {
  route: string;
  body?: (target: Target) => object;
  /** Of an integration of `payments` that is shared with nobody, asked about in `payments`. */
  owned: string;
  /** Of the same, shared with `storefront` and asked about there. */
  shared: string;
  /** Of the same, shared with nobody and asked about in `storefront`. */
  foreign: string;
}

export interface Target {
  /** Of an integration. */
  id: string;
  /** Of a binding of `payments`. */
  bindingId: string;
  workspace: string;
  /** Of the registry. */
  url: string;
}

const digest = `sha256:${'0'.repeat(64)}`;

const everyone = '200 200 200 200 200 200 200';
/** Those of `payments`, and then those of `storefront`. */
const inPayments = '200 200 200 200 404 404 200';
const inStorefront = '200 404 404 404 200 404 200';
const free = { owned: everyone, shared: everyone, foreign: everyone };
const ofIntegration = {
  owned: inPayments,
  shared: '200 200 200 200 200 404 200',
  foreign: inPayments,
};
const ofWorkspace = {
  owned: inPayments,
  shared: inStorefront,
  foreign: inStorefront,
};

/** Those who manage it are answered with `code`, and nothing is changed by it. */
function managing(code: number) {
  const owned = `${code} ${code} ${code} 403 404 404 403`;
  return {
    owned,
    shared: `${code} ${code} ${code} 403 403 404 403`,
    foreign: owned,
  };
}

/** Those who look after `payments`, whatever is asked about. */
function administering(code: number) {
  const always = `${code} ${code} ${code} 403 404 404 403`;
  return { owned: always, shared: always, foreign: always };
}

/** Platform admins alone. */
function binding(code: number) {
  const always = `${code} 403 403 403 403 403 403`;
  return { owned: always, shared: always, foreign: always };
}

/** Every route there is, and what each of everybody is answered. */
export const accessTable: Row[] = [
  { route: 'GET /workspaces', ...free },
  { route: 'GET /providers', ...free },
  { route: 'GET /openapi.json', ...free },
  { route: 'GET /integrations', ...free },
  { route: 'GET /integrations/:id', ...ofIntegration },
  {
    route: 'POST /integrations',
    body: ({ workspace, url }) => ({
      workspace,
      type: 'no-such-type',
      name: 'Another',
      url,
    }),
    owned: '400 400 400 403 404 404 403',
    shared: '400 404 404 404 400 404 403',
    foreign: '400 404 404 404 400 404 403',
  },
  {
    route: 'PATCH /integrations/:id',
    body: () => ({ url: 'http://127.0.0.1:9' }),
    ...managing(400),
  },
  { route: 'DELETE /integrations/:id', ...managing(409) },
  {
    route: 'POST /connection-tests',
    body: ({ id }) => ({ integrationId: id }),
    ...managing(200),
  },
  { route: 'POST /integrations/:id/refresh', ...managing(202) },
  { route: 'DELETE /integrations/:id/crawl', ...managing(200) },
  {
    route: 'DELETE /integrations/:id/kept-repositories',
    ...managing(200),
  },
  { route: 'GET /integrations/:id/webhook', ...managing(200) },
  { route: 'POST /integrations/:id/webhook', ...managing(201) },
  { route: 'DELETE /integrations/:id/webhook', ...managing(200) },
  {
    route: 'POST /webhooks/:id',
    body: () => ({ events: [] }),
    // A token of Backstage is not what it asks for.
    owned: everyone.replaceAll('200', '401'),
    shared: everyone.replaceAll('200', '401'),
    foreign: everyone.replaceAll('200', '401'),
  },
  { route: 'GET /repositories?workspace=:workspace', ...ofWorkspace },
  { route: 'GET /repository-sources?workspace=:workspace', ...ofWorkspace },
  {
    route: 'GET /integrations/:id/tags?repository=team/app',
    ...ofIntegration,
  },
  {
    route:
      'GET /integrations/:id/artifact?repository=team/app&reference=latest',
    ...ofIntegration,
  },
  {
    route: `GET /integrations/:id/vulnerabilities?repository=team/app&digest=${digest}`,
    ...ofIntegration,
  },
  {
    route: 'POST /integrations/:id/scan',
    body: () => ({ repository: 'team/app', digest }),
    // A registry that cannot; who may not use it does not hear of that.
    owned: '400 400 400 400 404 404 400',
    shared: '400 400 400 400 400 404 400',
    foreign: '400 400 400 400 404 404 400',
  },
  {
    route: 'POST /images/resolve',
    body: ({ workspace, url }) => ({
      workspace,
      reference: `${new URL(url).host}/team/app:latest`,
    }),
    owned: inPayments,
    // Without the integration it is an image from somewhere: its own workspace may still ask.
    shared: inStorefront,
    foreign: inStorefront,
  },
  {
    route: 'GET /images/parse?workspace=:workspace&reference=nginx',
    ...ofWorkspace,
  },
  { route: 'GET /image-uses?workspace=:workspace', ...ofWorkspace },
  {
    route: 'POST /image-uses',
    body: ({ workspace }) => ({
      workspace,
      reference: 'nginx:1',
      usedBy: 'component:default/shop',
    }),
    owned: inPayments.replaceAll('200', '201'),
    shared: inStorefront.replaceAll('200', '201'),
    foreign: inStorefront.replaceAll('200', '201'),
  },
  { route: 'GET /namespace-bindings?workspace=:workspace', ...ofWorkspace },
  {
    route: 'POST /namespace-bindings',
    body: ({ workspace }) => ({
      workspace,
      cluster: 'no-such-cluster',
      namespace: 'shop',
    }),
    ...binding(400),
  },
  {
    route: 'DELETE /namespace-bindings/:id',
    owned: '202 403 403 403 404 404 403',
    shared: '202 403 403 403 404 404 403',
    foreign: '202 403 403 403 404 404 403',
  },
  { route: 'POST /namespace-bindings/:id/sync', ...administering(202) },
  { route: 'POST /namespace-bindings/:id/take-over', ...administering(409) },
  { route: 'GET /pull-credentials?workspace=:workspace', ...ofWorkspace },
  {
    route: 'PUT /integrations/:id/pull-credential',
    body: ({ workspace }) => ({ workspace, source: 'none' }),
    owned: '200 200 200 403 404 404 403',
    shared: '200 404 404 404 200 404 403',
    foreign: '404 404 404 404 404 404 403',
  },
  {
    route: 'POST /pull-secrets/ensure',
    body: ({ workspace }) => ({
      workspace,
      cluster: 'no-such-cluster',
      namespace: 'shop',
    }),
    ...ofWorkspace,
  },
  {
    route: 'GET /encryption-keys',
    owned: '200 404 404 404 404 404 404',
    shared: '200 404 404 404 404 404 404',
    foreign: '200 404 404 404 404 404 404',
  },
];

/** Routes that nobody has thought about. */
export function routesWithoutEntry(served: readonly string[]): string[] {
  const known = accessTable.map(({ route }) => route.split('?')[0]);
  return served.filter(route => !known.includes(route));
}

/** Asks as somebody, with a stale ETag, so that nothing is changed by those who may. */
export function ask(
  portal: TestPortal,
  person: Person,
  { route, body }: Pick<Row, 'route' | 'body'>,
  target: Target,
) {
  return portal.call(
    person,
    route
      .replace('bindings/:id', `bindings/${target.bindingId}`)
      .replace(':id', target.id)
      .replace(':workspace', target.workspace),
    body?.(target),
    { 'If-Match': '"v999"' },
  );
}
