// Who may import whom. `./dev check arrows` holds it, and draws docs/architecture.md from the same run.
//
// Packages and rooms are listed from the ground up: a room may import from the rooms before it.

/** What each package may import of this repository, and what its tests may import beside that. */
export const packages = {
  'plugins/integrated-registry-common': { imports: [] },
  'plugins/integrated-registry-node': {
    imports: ['plugins/integrated-registry-common'],
    tests: ['packages/registry-simulator'],
  },
  'plugins/integrated-registry-backend': {
    imports: [
      'plugins/integrated-registry-common',
      'plugins/integrated-registry-node',
    ],
    tests: [
      'packages/kubernetes-simulator',
      'packages/registry-simulator',
      'plugins/integrated-registry-backend-module-kubernetes',
    ],
  },
  'plugins/integrated-registry-backend-module-kubernetes': {
    imports: [
      'plugins/integrated-registry-common',
      'plugins/integrated-registry-node',
    ],
    tests: ['packages/kubernetes-simulator'],
  },
  'plugins/integrated-registry': {
    imports: ['plugins/integrated-registry-common'],
  },
  'plugins/scaffolder-backend-module-integrated-registry': {
    imports: ['plugins/integrated-registry-common'],
    tests: ['packages/registry-simulator'],
  },
  'plugins/catalog-backend-module-integrated-registry': {
    imports: ['plugins/integrated-registry-common'],
  },
  'packages/app': { imports: ['plugins/integrated-registry'] },
  'packages/backend': {
    imports: [
      'plugins/catalog-backend-module-integrated-registry',
      'plugins/integrated-registry-backend',
      'plugins/integrated-registry-backend-module-kubernetes',
      'plugins/scaffolder-backend-module-integrated-registry',
    ],
    tests: [
      'packages/registry-simulator',
      'plugins/integrated-registry-common',
    ],
  },
  'packages/example-gitea-provider': {
    imports: [
      'plugins/integrated-registry-common',
      'plugins/integrated-registry-node',
    ],
    tests: [
      'packages/registry-simulator',
      'plugins/integrated-registry-backend',
    ],
  },
  'packages/registry-simulator': { imports: [] },
  'packages/kubernetes-simulator': {
    imports: [],
    tests: ['packages/registry-simulator'],
  },
  'packages/e2e': {
    imports: ['packages/kubernetes-simulator', 'packages/registry-simulator'],
    tests: ['plugins/integrated-registry-node'],
  },
  'packages/benchmarks': {
    imports: ['packages/e2e', 'packages/registry-simulator'],
  },
  'packages/faults': {
    imports: [
      'packages/e2e',
      'packages/registry-simulator',
      'plugins/integrated-registry-backend',
      'plugins/integrated-registry-common',
    ],
  },
};

/** The rooms of packages that have an order: each imports from rooms before it only. */
export const rooms = {
  'plugins/integrated-registry-common': [
    'messages',
    'imageReference',
    'patterns',
    'contract',
    'client',
  ],
  'plugins/integrated-registry-node': [
    'errors',
    'timing',
    'network',
    'transport',
    'responses',
    'provider',
    'oci',
    'deploying',
    'testUtils',
  ],
  'plugins/integrated-registry-backend': [
    'model',
    'platform',
    'access',
    'credentials',
    'providers',
    'connections',
    'repository-index',
    'health',
    'images',
    'integrations',
    'deploying',
    'webhooks',
    'router',
    'startup',
  ],
  'plugins/integrated-registry': [
    'api',
    'translations',
    'artifacts',
    'ui',
    'lists',
    'workspaces',
    'namespaces',
    'images',
    'integrations',
    'picker',
  ],
};

/** Rooms side by side: none imports from another. */
const apart = {
  'plugins/integrated-registry': ['images', 'integrations', 'picker'],
};

const tests = String.raw`\.test\.tsx?$|/__testUtils__/|/setupTests\.ts$`;
const anyOf = names => `(?:${names.join('|')})`;

const betweenPackages = Object.entries(packages).flatMap(
  ([name, { imports, tests: ofTests = [] }]) =>
    [
      { kind: 'code', from: { pathNot: tests }, to: imports },
      { kind: 'tests', from: { path: tests }, to: [...imports, ...ofTests] },
    ].map(({ kind, from, to }) => ({
      name: `${name.split('/')[1]}-${kind}`,
      comment: `The ${kind} of ${name} may import only ${
        to.join(', ') || 'nothing of this repository'
      }.`,
      severity: 'error',
      from: {
        ...from,
        path: from.path ? `^${name}/.*(?:${tests})` : `^${name}/`,
      },
      to: {
        path: '^(?:plugins|packages)/',
        pathNot: `^${anyOf([name, ...to])}/`,
      },
    })),
);

const betweenRooms = Object.entries(rooms).flatMap(([name, ordered]) =>
  ordered.map((room, index) => ({
    name: `${name.split('/')[1]}-${room}`,
    comment: `The room ${room} may import only rooms before it: ${
      ordered.slice(0, index).join(', ') || 'none'
    }.`,
    severity: 'error',
    from: { path: `^${name}/src/${room}/`, pathNot: tests },
    to: {
      path: `^${name}/src/`,
      pathNot: `^${name}/src/${anyOf(ordered.slice(0, index + 1))}/`,
    },
  })),
);

const roomsApart = Object.entries(apart).map(([name, names]) => ({
  name: `${name.split('/')[1]}-apart`,
  comment: `The rooms ${names.join(
    ', ',
  )} do not import each other: what they share lies below them.`,
  severity: 'error',
  from: { path: `^${name}/src/(${names.join('|')})/`, pathNot: tests },
  to: {
    path: `^${name}/src/${anyOf(names)}/`,
    pathNot: `^${name}/src/$1/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Files that import each other, types included, cannot be understood one after the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...betweenPackages,
    ...betweenRooms,
    ...roomsApart,
    {
      name: 'barrels-only',
      comment:
        'Another room is imported by its index.ts, so that its files can be moved and renamed.',
      severity: 'error',
      from: {
        path: '^(plugins/[^/]+/src)/([^/]+)/',
        pathNot: tests,
      },
      to: {
        path: '^$1/[^/]+/',
        pathNot: String.raw`^$1/(?:$2/|[^/]+/index\.ts$)`,
      },
    },
    {
      name: 'provider-imports-node-only',
      comment:
        'A provider imports integrated-registry-node and -common, as one of another author does.',
      severity: 'error',
      from: {
        path: '^plugins/integrated-registry-backend/src/providers/([^/]+)/',
        pathNot: tests,
      },
      to: {
        path: '^plugins/integrated-registry-backend/',
        pathNot: '^plugins/integrated-registry-backend/src/providers/$1/',
      },
    },
    {
      name: 'tests-stay-tests',
      comment: 'Code that ships does not import what tests are made of.',
      severity: 'error',
      from: { path: '^plugins/', pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|dist-types|coverage)/' },
    // Imports of types count as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
