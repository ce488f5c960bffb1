// The measured claims, all of them or those that are named; writes docs/performance.md.
//   ./dev bench [CLAIM ...] [--small] [--seed=N ...]
//   ./dev bench search [--database=PostgreSQL] [--size=1000000] [--integrations=500] [--kind=typo | --part=crawl]
// `--small` is a quick try with small numbers. It prints, and writes nothing down, as do parts of a claim.
import { parseArgs } from 'node:util';
import { bin, die, root, run, say } from './lib/run.mjs';
import { load } from './lib/typescript.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    seed: { type: 'string', multiple: true },
    database: { type: 'string' },
    size: { type: 'string' },
    integrations: { type: 'string' },
    kind: { type: 'string' },
    part: { type: 'string' },
  },
});
const number = text => (text === undefined ? undefined : Number(text));

const failures = await load('packages/benchmarks').runBenchmarks({
  only: positionals,
  small: values.small,
  select: {
    database: values.database,
    repositories: number(values.size),
    integrations: number(values.integrations),
    kind: values.kind,
    part: values.part,
  },
  seeds: values.seed?.map(Number),
  repository: root,
  say: text => say(`bench: ${text}`),
});
if (!values.small) {
  await run(bin('prettier'), [
    '--loglevel',
    'warn',
    '--write',
    'docs/performance.md',
    'packages/benchmarks/results.json',
  ]);
}
if (failures.length) {
  die(`bench: ${failures.join('\ndev: bench: ')}`);
}
process.exit(0);
