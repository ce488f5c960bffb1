import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import { checkTemplate } from './checkTemplate';
import { Problem } from './fieldProblems';
import { isObject } from './fieldsOf';

/** Something in a file of templates that its author wants to know. @public */
export interface TemplateProblem {
  /** Path of the file, as it was found. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
}

/** @public */
export interface TemplateCheck {
  /** So many templates were found. */
  templates: number;
  problems: TemplateProblem[];
}

/**
 * Checks the fields for images and namespaces, and the resolve steps, of software templates, before people meet them.
 *
 * @param paths - YAML files, and folders in which they lie at any depth; `node_modules` and folders
 * that begin with a dot are left out
 * @throws Error of Node.js where a path cannot be read
 * @public
 */
export async function checkTemplates(
  paths: readonly string[],
): Promise<TemplateCheck> {
  const files = (await Promise.all(paths.map(filesIn))).flat().sort();
  const checks: TemplateCheck[] = [];
  for (const file of new Set(files)) {
    checks.push(checkText(file, await readFile(file, 'utf8')));
  }
  return {
    templates: checks.reduce((sum, { templates }) => sum + templates, 0),
    problems: checks.flatMap(({ problems }) => problems),
  };
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) {
    return [path];
  }
  const entries = await readdir(path, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(entry => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) {
        return /^\.|^node_modules$/.test(entry.name) ? [] : filesIn(inner);
      }
      return entry.isFile() && /^\.ya?ml$/.test(extname(inner)) ? [inner] : [];
    }),
  );
  return found.flat();
}

/** What templates write from, such as Helm charts, lies beside them and is no YAML. */
const TEMPLATE = /^kind: *['"]?Template\b/m;

function checkText(file: string, text: string): TemplateCheck {
  const check: TemplateCheck = { templates: 0, problems: [] };
  if (!TEMPLATE.test(text)) {
    return check;
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  for (const document of 'empty' in documents ? [] : documents) {
    const problemAt = (offset: number, message: string) =>
      check.problems.push({ file, line: lines.linePos(offset).line, message });
    for (const { pos, message } of document.errors) {
      problemAt(pos[0], message);
    }
    const template = document.errors.length === 0 ? document.toJS() : undefined;
    if (
      isObject(template) &&
      template.kind === 'Template' &&
      String(template.apiVersion).startsWith('scaffolder.backstage.io/')
    ) {
      check.templates += 1;
      for (const { path, message } of checkTemplate(template)) {
        problemAt(offsetOf(document, path), message);
      }
    }
  }
  return check;
}

/** Of the innermost part of a path that is there: of its key, where it has one. */
function offsetOf(document: Document, path: Problem['path']): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const around = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(around)
      ? around.items.find(item => isScalar(item.key) && item.key.value === key)
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) {
      return node.range[0];
    }
  }
  return document.range?.[0] ?? 0;
}
