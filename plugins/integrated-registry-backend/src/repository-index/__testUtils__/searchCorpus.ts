import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

export const named = (...names: string[]) => names.map(name => ({ name }));

/** Many of a kind, so that no database can gather and sort them all. */
const plenty: RegistryRepository[] = Array.from({ length: 1_200 }, (_, at) => ({
  name: `batch/observer-${String(at).padStart(4, '0')}`,
}));

export const main: RegistryRepository[] = [
  ...named(
    'payments/api',
    'payments/api-gateway',
    'payments/gateway',
    'payments/pay',
    'api',
    'tools/rapid',
    'tools/api/v2',
    'apiary/app',
    'app/app/app',
    'mixed/case',
    'under_score/a_b',
    'axb',
    'dots.and/a.b',
    'deep/er/and/deeper/still-deeper',
  ),
  {
    name: 'shop/storefront',
    project: 'shop',
    description: 'The API of the shop: 100% "good", isn’t it? \\o/',
  },
  {
    name: 'shop/anywhere',
    project: 'shop',
    description: 'Überall: Größe ÄÖÜ 画像 🐳',
  },
  { name: 'nginx', project: 'docker-local', description: 'line\nbreak' },
  { name: 'redis', project: 'docker-local' },
];

export const queries = [
  ...['', ' ', 'a', 'p', 'z', 'ap', 'pi', 'qz', 'api', 'API', 'Api '],
  ...['pay', 'payments/', 'payments/api', 'gateway', 'ateway', 'still', 'eper'],
  ...[
    '%',
    '_',
    'a_b',
    'a.b',
    'a%b',
    '\\',
    '\\o/',
    "'",
    '"',
    '"good"',
    '’',
    '?',
  ],
  ...['100%', 'ü', 'Ü', 'über', 'ÜBERALL', 'größe', 'äöü', '画', '画像', '🐳'],
  ...['u\u0308ber', 'api pay', 'pay api', 'gateway api', 'shop api', 'a b c'],
  ...['app', 'case', 'MIXED', 'docker', 'local', 'nginx docker', 'break'],
  ...['o', 'ob', 'obs', 'observer-00', 'bserv', 'er-1', 'batch 14', 'erv 09'],
  ...['nosuchthing', '*', '(', 'OR', 'NOT api', 'api OR nginx', 'a AND b', ':'],
];

/** What was typed before is remembered; this way round, all is looked up. */
export const longestFirst = [...queries].sort((a, b) => b.length - a.length);

export const other = [...named('payments/api', 'zeta/api', 'redis'), ...plenty];

/** More registries than fill a page evenly: most of what comes first is of one of them. */
export const spares = ['Spare 1', 'Spare 2', 'Spare 3', 'Spare 4'];
export const spare = named(
  'batch/observer-0002-spare',
  'spare/observer',
  'spare/z',
);
