// Lets the scripts use the TypeScript of this repository.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './run.mjs';

const require = createRequire(join(root, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');

/** The exports of a package of this repository. */
export function load(path) {
  return require(join(root, path));
}
