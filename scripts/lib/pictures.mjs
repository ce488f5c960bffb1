// Mermaid pictures of who imports whom. Tests are left out: they may import from everywhere.
const isTest = path =>
  /\.test\.tsx?$|\/__testUtils__\/|\/testUtils\/|\/setupTests\.ts$/.test(path);

/** Which names are imported by which, where `nameOf` gives the name of a file, or undefined. */
function collectArrows(modules, nameOf) {
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    const from = nameOf(source);
    if (from === undefined || isTest(source)) {
      continue;
    }
    for (const { resolved } of dependencies) {
      const to = nameOf(resolved);
      if (to !== undefined && to !== from && !isTest(resolved)) {
        arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
      }
    }
  }
  return arrows;
}

function reaches(arrows, from, to, seen = new Set()) {
  return [...(arrows.get(from) ?? [])].some(next => {
    if (next === to) {
      return true;
    }
    if (seen.has(next)) {
      return false;
    }
    seen.add(next);
    return reaches(arrows, next, to, seen);
  });
}

/** Leaves out an arrow where a longer way of arrows leads to the same name. */
function withoutShortcuts(arrows) {
  return new Map(
    [...arrows].map(([from, names]) => [
      from,
      [...names].filter(
        to =>
          ![...names].some(other => other !== to && reaches(arrows, other, to)),
      ),
    ]),
  );
}

function draw(arrows, order, labelOf) {
  const idOf = name => labelOf(name).replace(/\W/g, '_');
  const rank = name => order.indexOf(name);
  const lines = [...arrows]
    .flatMap(([from, names]) => [...names].map(to => [from, to]))
    .sort((a, b) => rank(b[0]) - rank(a[0]) || rank(b[1]) - rank(a[1]))
    .map(([from, to]) => `  ${idOf(from)} --> ${idOf(to)}`);
  return [
    '```mermaid',
    'flowchart TD',
    ...[...order].reverse().map(name => `  ${idOf(name)}["${labelOf(name)}"]`),
    ...lines,
    '```',
  ].join('\n');
}

/** Draws which package imports which. */
export function drawPackages(modules, order) {
  const arrows = collectArrows(modules, path =>
    order.find(name => path.startsWith(`${name}/`)),
  );
  return draw(withoutShortcuts(arrows), order, name => name.split('/')[1]);
}

/** Draws which room of a package imports which, and lists all of it below. */
export function drawRooms(modules, packageName, order) {
  const arrows = collectArrows(modules, path =>
    order.find(room => path.startsWith(`${packageName}/src/${room}/`)),
  );
  const list = order.map(room => {
    const imports = order.filter(name => arrows.get(room)?.has(name));
    return `- \`${room}\`: ${
      imports.map(name => `\`${name}\``).join(', ') || 'no other room'
    }`;
  });
  return [
    draw(withoutShortcuts(arrows), order, name => name),
    '',
    'Each room imports from:',
    '',
    ...list,
  ].join('\n');
}
