// Takes the pictures of the README anew: they come out of the end-to-end tests.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { die, root, run, say } from './lib/run.mjs';

/** By the folder that a test leaves them in. */
const pictures = {
  portal: [
    'page',
    'connection-test-failed',
    'connection-test-passed',
    'picker',
  ],
  deploying: ['namespaces', 'finished-task'],
};

if (!(await run(process.execPath, [join(root, 'scripts/e2e.mjs')]))) {
  die('the end-to-end tests failed, so the pictures stay as they are');
}
const target = join(root, 'docs/images');
mkdirSync(target, { recursive: true });
for (const [folder, names] of Object.entries(pictures)) {
  for (const name of names) {
    copyFileSync(
      join(root, 'e2e-output', folder, `${name}.png`),
      join(target, `${name}.png`),
    );
  }
}
say('screenshots: the pictures are in docs/images; look at them');
