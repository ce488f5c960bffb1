// Everything that can be said about the code without running it. All steps run; one failing is
// enough for the whole to fail.
import { checkApiReports } from './lib/apiReports.mjs';
import { checkArchitecture } from './lib/architecture.mjs';
import { checkFileSizes } from './lib/fileSizes.mjs';
import { checkLinks } from './lib/links.mjs';
import { checkPackedPackages } from './lib/packedPackages.mjs';
import { bin, root, run, say } from './lib/run.mjs';

const backstage = bin('backstage-cli');
const steps = {
  'shell scripts': ['sh', ['-n', 'dev']],
  types: [bin('tsc'), []],
  lint: [backstage, ['repo', 'lint', '--max-warnings', '0']],
  'arrows between packages and rooms': checkArchitecture,
  'sizes of files': checkFileSizes,
  prose: [
    bin('textlint'),
    [
      'CONTRIBUTING.md',
      'README.md',
      'docs/**/*.md',
      'packages/*/README.md',
      'plugins/**/README.md',
    ],
  ],
  links: checkLinks,
  formatting: [bin('prettier'), ['--check', '--loglevel', 'warn', '.']],
  'API reports': checkApiReports,
  'unused code and dependencies': [bin('knip'), []],
  'packed packages': checkPackedPackages,
  'configuration schema': [
    backstage,
    ['config:check', '--lax', '--strict', '--config', 'app-config.yaml'],
  ],
  'configuration schema, production': [
    backstage,
    [
      'config:check',
      '--lax',
      '--strict',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.production.yaml',
    ],
  ],
};

const only = process.argv.slice(2);
if (only.some(word => 'API reports'.includes(word))) {
  // The reports are made of the declarations that it writes.
  only.push('types');
}
const failed = [];
for (const [name, step] of Object.entries(steps)) {
  if (only.length && !only.some(word => name.includes(word))) {
    continue;
  }
  say(`check: ${name}`);
  const ok =
    typeof step === 'function'
      ? await step()
      : await run(step[0], step[1], { cwd: root });
  if (!ok) {
    failed.push(name);
  }
}

if (failed.length) {
  say(`check: failed: ${failed.join(', ')}`);
  process.exit(1);
}
say('check: all is well');
