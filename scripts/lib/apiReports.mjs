// The API reports of all plugins. The compiler orders the members of unions, and the keys of objects
// made of them, by what it happened to read first; so a report that differs in the order of its words
// alone says the same, and is left as it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root, run, say } from './run.mjs';

function readReports() {
  const reports = readdirSync(join(root, 'plugins')).flatMap(plugin =>
    readdirSync(join(root, 'plugins', plugin))
      .filter(name => /^report.*\.api\.md$/.test(name))
      .map(name => join(root, 'plugins', plugin, name)),
  );
  return new Map(reports.map(path => [path, readFileSync(path, 'utf8')]));
}

const words = text =>
  text
    .split(/[\s|,;]+/)
    .sort()
    .join(' ');

/** Writes the reports anew, and tells whether they say the same as before. */
export async function checkApiReports() {
  const before = readReports();
  const made = await run(
    bin('backstage-repo-tools'),
    [
      'api-reports',
      'plugins/*',
      '--allow-all-warnings',
      // It says where this clone lies, and would differ from one machine to the next.
      '--omit-messages',
      'ae-wrong-input-file-type',
    ],
    { cwd: root },
  );
  const changed = [];
  for (const [path, text] of readReports()) {
    const known = before.get(path);
    if (known !== undefined && words(known) === words(text)) {
      writeFileSync(path, known);
    } else {
      changed.push(path.slice(root.length + 1));
    }
  }
  if (changed.length) {
    say(
      `these API reports have changed; look at them, and commit them: ${changed.join(
        ', ',
      )}`,
    );
  }
  return made && changed.length === 0;
}
