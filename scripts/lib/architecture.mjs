// The arrows between packages and rooms: one walk over all imports checks them by
// .dependency-cruiser.mjs, and draws the pictures of docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { packages, rooms } from '../../.dependency-cruiser.mjs';
import { drawPackages, drawRooms } from './pictures.mjs';
import { root, say } from './run.mjs';

const DOCUMENT = 'docs/architecture.md';

async function readImports() {
  const options = await extractOptions(join(root, '.dependency-cruiser.mjs'));
  const { output } = await cruise(
    ['plugins', 'packages'],
    { ...options, baseDir: root },
    undefined,
    { tsConfig: extractTsConfig(join(root, 'tsconfig.json')) },
  );
  return output;
}

const MOST_CIRCLES = 3;

/** One line for each circle, the shortest first: one wrong arrow can close hundreds. */
function describeCircles(violations) {
  const circles = new Map();
  for (const { cycle } of violations) {
    const names = cycle.map(({ name }) => name);
    circles.set([...names].sort().join(), names);
  }
  const lines = [...circles.values()]
    .sort((a, b) => a.length - b.length)
    .map(names => ['no-circle:', names.at(-1), ...names].join('\n    -> '));
  const more = lines.length - MOST_CIRCLES;
  return more > 0
    ? [...lines.slice(0, MOST_CIRCLES), `and ${more} more circles`]
    : lines;
}

function report(violations) {
  const isCircle = ({ rule }) => rule.name === 'no-circle';
  const broken = violations.filter(violation => !isCircle(violation));
  for (const name of new Set(broken.map(({ rule }) => rule.name))) {
    const { comment } = config.forbidden.find(rule => rule.name === name);
    const arrows = broken.filter(({ rule }) => rule.name === name);
    say(
      [
        `${name}: ${comment}`,
        ...arrows.map(({ from, to }) => `${from}\n    -> ${to}`),
      ].join('\n  '),
    );
  }
  describeCircles(violations.filter(isCircle)).forEach(line => say(line));
}

/** Replaces what stands between the marks of a drawing. */
function replaceDrawing(text, name, drawing) {
  const begin = `<!-- ${name}: written by ./dev check, do not edit -->\n`;
  const end = `<!-- end of ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) {
    throw new Error(`${DOCUMENT} has no place for ${name}`);
  }
  return `${text.slice(0, from + begin.length)}\n${drawing}\n\n${text.slice(
    to,
  )}`;
}

function checkDrawings(modules) {
  const path = join(root, DOCUMENT);
  const before = readFileSync(path, 'utf8');
  let after = replaceDrawing(
    before,
    'packages',
    drawPackages(modules, Object.keys(packages)),
  );
  for (const [name, ordered] of Object.entries(rooms)) {
    after = replaceDrawing(
      after,
      `rooms of ${name}`,
      drawRooms(modules, name, ordered),
    );
  }
  if (after === before) {
    return true;
  }
  if (process.env.UPDATE_DOCS) {
    writeFileSync(path, after);
    return true;
  }
  say(
    `${DOCUMENT} does not show the imports as they are: UPDATE_DOCS=1 ./dev check arrows`,
  );
  return false;
}

/** Tells whether every import keeps the rules, and whether the pictures show the imports. */
export async function checkArchitecture() {
  const { modules, summary } = await readImports();
  report(summary.violations);
  return checkDrawings(modules) && summary.violations.length === 0;
}
