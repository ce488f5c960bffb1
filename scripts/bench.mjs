// The measured claims, all of them or those that are named; writes docs/performance.md.
//   ./dev bench [CLAIM ...] [--small]
// `--small` is a quick try with small numbers: it prints, and writes nothing down.
import { parseArgs } from 'node:util';
import { bin, die, root, run, say } from './lib/run.mjs';
import { load } from './lib/typescript.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false } },
});

const failures = await load('packages/benchmarks').runBenchmarks({
  only: positionals,
  small: values.small,
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
