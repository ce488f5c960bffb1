// A file that does not fit on a few screens holds more than one subject.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './run.mjs';

const MOST_LINES = 300;

/** Files above the limit today. Nothing is added here; a file goes when it is split. */
const known = new Set([
  'plugins/integrated-registry-backend/src/access/audit.test.ts',
  'plugins/integrated-registry-backend/src/access/credentialPermission.test.ts',
  'plugins/integrated-registry-backend/src/connections/connectionTests.test.ts',
  'plugins/integrated-registry-backend/src/connections/network.test.ts',
  'plugins/integrated-registry-backend/src/credentials/binding.test.ts',
  'plugins/integrated-registry-backend/src/credentials/credentials.test.ts',
  'plugins/integrated-registry-backend/src/credentials/secrets.test.ts',
  'plugins/integrated-registry-backend/src/health/health.test.ts',
  'plugins/integrated-registry-backend/src/health/refusals.test.ts',
  'plugins/integrated-registry-backend/src/images/images.test.ts',
  'plugins/integrated-registry-backend/src/images/tags.test.ts',
  'plugins/integrated-registry-backend/src/plugin.test.ts',
  'plugins/integrated-registry-backend/src/repository-index/crawl.test.ts',
  'plugins/integrated-registry-backend/src/repository-index/gaps.test.ts',
  'plugins/integrated-registry-backend/src/repository-index/search.test.ts',
  'plugins/integrated-registry-backend/src/router/requests.test.ts',
  'plugins/integrated-registry-backend/src/startup/databases.test.ts',
  'plugins/integrated-registry-common/src/contract/requests.test.ts',
]);

/** Tells whether every source file in the repository has at most 300 lines. */
export async function checkFileSizes() {
  const files = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: root, encoding: 'utf8' },
  )
    .split('\0')
    .filter(path => /\.[cm]?[jt]sx?$/.test(path));
  const long = files
    .map(path => ({ path, lines: countLines(path) }))
    .filter(({ path, lines }) => lines > MOST_LINES && !known.has(path));
  for (const { path, lines } of long) {
    say(
      `${path} has ${lines} lines, more than ${MOST_LINES}: split it by subject`,
    );
  }
  return long.length === 0;
}

function countLines(path) {
  try {
    return readFileSync(join(root, path), 'utf8').split('\n').length - 1;
  } catch (error) {
    // Git still lists a file that has just been removed.
    if (error.code === 'ENOENT') {
      return 0;
    }
    throw error;
  }
}
