import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The packages the portal's frontend is made of, and what else goes into it. */
const FOLDERS = [
  'packages/app',
  'plugins/integrated-registry',
  'plugins/integrated-registry-common',
];
const FILES = ['yarn.lock', 'app-config.yaml'];
const PREFIX = 'frontend-';

/**
 * A frontend as the backend serves it in production.
 *
 * @internal
 */
export interface BuiltFrontend {
  /** Of `app.packageName`. */
  packageName: string;
  /** Where Node finds that package. */
  folder: string;
}

/** @internal */
export interface BuildFrontendOptions {
  /** The folder of this repository. */
  repository: string;
  /** What was built stays there, and is used again. */
  cacheDirectory: string;
  /** Takes what is told to whoever waits. */
  say(message: string): void;
}

/**
 * Builds packages/app for production, once for each state of its sources.
 *
 * @internal
 */
export async function buildFrontend({
  repository,
  cacheDirectory,
  say,
}: BuildFrontendOptions): Promise<BuiltFrontend> {
  const packageName = `${PREFIX}${await fingerprint(repository)}`;
  const built = { packageName, folder: cacheDirectory };
  const folder = join(cacheDirectory, packageName);
  const manifest = join(folder, 'package.json');
  if (await exists(manifest)) {
    return built;
  }
  say('building the frontend for production');
  for (const name of await readdir(cacheDirectory)) {
    if (name.startsWith(PREFIX)) {
      await rm(join(cacheDirectory, name), { recursive: true });
    }
  }
  const app = join(repository, 'packages/app');
  await run(
    join(repository, 'node_modules/.bin/backstage-cli'),
    ['package', 'build'],
    { cwd: app, env: { ...process.env, NODE_ENV: 'production' } },
  );
  await mkdir(folder);
  await rename(join(app, 'dist'), join(folder, 'dist'));
  // Last, so that what was interrupted is not taken for a build.
  await writeFile(manifest, JSON.stringify({ name: packageName }));
  return built;
}

async function fingerprint(repository: string): Promise<string> {
  const hash = createHash('sha256');
  const files = FILES.map(file => join(repository, file));
  for (const folder of FOLDERS) {
    files.push(...(await sourcesBelow(join(repository, folder))));
  }
  for (const file of files.sort()) {
    hash.update(`${relative(repository, file)}\n`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function sourcesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !['node_modules', 'dist'].includes(name))
      .map(entry => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? sourcesBelow(path) : [path];
      }),
  );
  return nested.flat();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
