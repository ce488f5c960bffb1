// Links between documents, and from documents to the code.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, say } from './run.mjs';

const LINK = /\]\(([^)\s]+)\)/g;

/** The anchors GitHub gives to the headings of a document. */
function anchorsOf(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => /^#{1,6} /.test(line))
    .map(line =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
}

function isFound(document, target) {
  const [path, anchor] = target.split('#');
  const file = path ? join(dirname(document), path) : document;
  return (
    existsSync(file) &&
    (anchor === undefined ||
      !file.endsWith('.md') ||
      anchorsOf(file).includes(anchor))
  );
}

/** Tells whether every relative link of a Markdown file leads to a file, and to a heading of it. */
export async function checkLinks() {
  const documents = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.md'],
    { cwd: root, encoding: 'utf8' },
  )
    .split('\0')
    .map(path => join(root, path))
    .filter(path => path.endsWith('.md') && existsSync(path))
    .filter(path => !path.endsWith('.api.md'));
  const broken = documents.flatMap(document =>
    [...readFileSync(document, 'utf8').matchAll(LINK)]
      .map(([, target]) => target)
      .filter(target => !/^[a-z]+:/.test(target))
      .filter(target => !isFound(document, target))
      .map(target => `${relative(root, document)} links to ${target}`),
  );
  broken.forEach(line => say(`${line}, which does not exist`));
  return broken.length === 0;
}
