// What an adopter installs: each public package is built and packed, and its content is checked
// against its manifest. The sources cannot show what the build leaves out or brings in.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { bin, root, run, say } from './run.mjs';

/** Declared, although nothing in the package imports them, each for its reason. */
const UNIMPORTED = {
  // The types belong to the version of React in the application.
  'backstage-plugin-integrated-registry': ['@types/react'],
  // Types that its sources name and its declarations do not.
  'backstage-plugin-scaffolder-backend-module-integrated-registry': [
    '@backstage/types',
  ],
};

/** Builds and packs every public package; false where one has a problem, which is said. */
export async function checkPackedPackages() {
  const directory = await mkdtemp(join(tmpdir(), 'packed-'));
  try {
    let ok = true;
    for (const folder of await readdir(join(root, 'plugins'))) {
      const packed = await pack(join(root, 'plugins', folder), directory);
      const problems = packed
        ? await problemsOf(packed)
        : ['it could not be built and packed'];
      problems.forEach(problem => say(`plugins/${folder}: ${problem}`));
      ok &&= problems.length === 0;
    }
    return ok;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The folder with the content of the packed package; undefined where it could not be packed. */
async function pack(folder, directory) {
  const archive = join(
    directory,
    `${relative(root, folder)}.tgz`.replace('/', '-'),
  );
  const quietly = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  const ok =
    (await run(bin('backstage-cli'), ['package', 'build'], quietly)) &&
    (await run('yarn', ['pack', '--out', archive], quietly)) &&
    (await run('tar', ['-xzf', archive, '-C', directory], quietly));
  if (!ok) {
    return undefined;
  }
  const content = archive.replace(/\.tgz$/, '');
  await run('mv', [join(directory, 'package'), content]);
  return content;
}

async function problemsOf(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json')));
  const files = await filesBelow(folder);
  const imported = new Set();
  const problems = [];
  for (const file of files) {
    const name = relative(folder, file);
    if (/\.(?:js|cjs|mjs|d\.ts)$/.test(name)) {
      importsOf(await readFile(file, 'utf8')).forEach(each =>
        imported.add(each),
      );
    } else if (name.endsWith('.md')) {
      for (const link of linksOf(await readFile(file, 'utf8'))) {
        const target = resolve(dirname(file), link);
        if (
          !files.some(each => each === target || each.startsWith(`${target}/`))
        ) {
          problems.push(
            `${name}: the link ${link} leads to nothing in the package`,
          );
        }
      }
    }
  }
  const declared = Object.keys({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  });
  const wanted = [...imported].filter(each => each !== manifest.name);
  const needless = UNIMPORTED[manifest.name] ?? [];
  const maps = files.filter(each => each.endsWith('.map')).length;
  problems.push(
    ...(maps
      ? [`${maps} source maps are packed: leave them out in "files"`]
      : []),
    ...wanted
      .filter(each => !declared.includes(each))
      .map(each => `${each} is imported and not declared`),
    ...declared
      .filter(each => !wanted.includes(each) && !needless.includes(each))
      .map(each => `${each} is declared and imported nowhere`),
    ...needless
      .filter(each => wanted.includes(each))
      .map(each => `${each} is imported: it is no exception any more`),
    ...Object.entries({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
    })
      .filter(([, range]) => range.startsWith('workspace:'))
      .map(([each]) => `${each} is declared for this repository only`),
    ...['README.md', 'LICENSE', 'package.json']
      .filter(each => !files.includes(join(folder, each)))
      .map(each => `${each} is missing`),
    ...['description', 'license', 'keywords']
      .filter(each => !manifest[each]?.length)
      .map(each => `package.json: ${each} is missing`),
    ...(manifest.engines?.node
      ? []
      : ['package.json: engines.node is missing']),
    ...entriesOf(manifest)
      .filter(each => !files.includes(resolve(folder, each)))
      .map(each => `package.json names ${each}, which is not there`),
  );
  return problems;
}

/** The packages that a file imports, types included. */
function importsOf(text) {
  const specifiers = [
    ...text.matchAll(
      /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*(['"])([^'"\n]+)\1/g,
    ),
    ...text.matchAll(/\/\/\/ <reference types=(['"])([^'"\n]+)\1/g),
  ].map(([, , specifier]) => specifier);
  return specifiers
    .filter(
      each => !/^(?:\.|\/|node:)/.test(each) && !builtinModules.includes(each),
    )
    .map(each =>
      each
        .split('/')
        .slice(0, each.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

/** Relative links of a page. */
function linksOf(markdown) {
  return [...markdown.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, link]) => link)
    .filter(link => !/^[a-z]+:/.test(link));
}

/** The files that a manifest promises. */
function entriesOf(value) {
  const { main, types, module, exports } = value;
  const inside = each =>
    typeof each === 'string'
      ? [each]
      : Object.entries(each ?? {})
          // Names a kind of feature, and no file.
          .filter(([condition]) => condition !== 'backstage')
          .flatMap(([, target]) => inside(target));
  return [main, types, module, ...inside(exports)].filter(Boolean);
}

async function filesBelow(folder) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}
