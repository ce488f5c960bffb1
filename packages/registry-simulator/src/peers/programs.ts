import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Which package of Debian has which program. */
const PACKAGES: Record<string, string> = {
  'docker-registry': 'docker-registry',
  htpasswd: 'apache2-utils',
  nginx: 'nginx',
  openssl: 'openssl',
  pgbouncer: 'pgbouncer',
  postgres: 'postgresql-15',
  'redis-server': 'redis-server',
  skopeo: 'skopeo',
  umoci: 'umoci',
};

/** What no package of Debian has is built from them, and where it is then. */
const BUILDERS: Record<string, string> = {
  'crane-manifest': 'packages/registry-simulator/bin/install-crane-manifest',
  'go-containerregistry':
    'packages/registry-simulator/bin/install-go-containerregistry',
  'image-rules-oracle':
    'packages/registry-simulator/bin/install-image-rules-oracle',
  'kubectl-1.32': 'packages/kubernetes-simulator/bin/install-peers',
  'kubernetes-field-management':
    'packages/kubernetes-simulator/bin/install-peers',
};
const BUILT = join(
  dirname(require.resolve('../../package.json')),
  '../../.tools/bin',
);

/** What else a program is called. */
const OTHER_NAMES: Record<string, string[]> = {
  // The distribution project's own name for it.
  'docker-registry': ['registry'],
};

/** The path of a program, or undefined where the machine has none. */
export function findProgram(name: string): string | undefined {
  const directories = [
    ...(process.env.PATH ?? '').split(delimiter),
    // Debian keeps its servers out of the PATH.
    '/usr/sbin',
    '/usr/lib/postgresql/15/bin',
    BUILT,
  ].filter(Boolean);
  return [name, ...(OTHER_NAMES[name] ?? [])]
    .flatMap(known => directories.map(directory => join(directory, known)))
    .find(path => existsSync(path));
}

/** @throws Error that says how to get the program */
export function requireProgram(name: string): string {
  const path = findProgram(name);
  if (!path) {
    throw new Error(
      `${name} is needed and was not found. On Debian: ${howToGet([name])}`,
    );
  }
  return path;
}

interface Describe {
  (title: string, tests: () => void): void;
  skip(title: string, tests: () => void): void;
}

/**
 * Describes tests that need programs. In CI they have to be there; elsewhere the tests are skipped,
 * and their title says why.
 *
 * @param describe - Jest's
 */
export function describeWithPrograms(
  describe: Describe,
  programs: readonly string[],
  title: string,
  tests: () => void,
): void {
  const missing = programs.filter(name => !findProgram(name));
  if (missing.length === 0 || process.env.CI) {
    describe(title, tests);
    return;
  }
  describe.skip(`${title} (skipped: on Debian, ${howToGet(missing)})`, tests);
}

function howToGet(programs: readonly string[]): string {
  const packages = programs
    .filter(name => !BUILDERS[name])
    .map(name => PACKAGES[name] ?? name);
  return [
    packages.length > 0 && `apt-get install ${packages.join(' ')}`,
    ...programs.map(name => BUILDERS[name]),
  ]
    .filter(Boolean)
    .join(', ');
}

const execute = promisify(execFile);

/** Runs a program to its end and returns what it printed. */
export async function runProgram(
  name: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await execute(requireProgram(name), [...args], {
    ...options,
    maxBuffer: 64 * 1_024 * 1_024,
  });
  return stdout;
}
