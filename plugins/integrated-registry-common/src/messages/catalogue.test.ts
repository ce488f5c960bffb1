import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { messageCatalogue } from './Message';

const PLUGINS = resolve(__dirname, '../../..');
const ROOTS = [
  'integrated-registry-common/src',
  'integrated-registry-node/src',
  'integrated-registry-backend/src',
  'integrated-registry-backend-module-kubernetes/src',
];

/** Errors whose message reaches a person. Others stop the start, or stay in the log. */
const ERRORS =
  /^(?:Input|NotFound|NotAllowed|Conflict|ServiceUnavailable|Authentication|Registry|IntegratedRegistry|Credential|Body|TooManyRequests|ImageReference|TagPattern|Cluster)Error$/;

/** What people read. */
const FIELDS = ['message', 'remedy'];

/** Texts for administrators, in the log of the start. */
const FOR_THE_LOG = [
  'integrated-registry-backend/src/repository-index/search/fullTextIndex.ts',
  'integrated-registry-backend/src/integrations/configured/configuredIntegrationSchema.ts',
  'integrated-registry-backend/src/access/Audit.ts',
];

function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap(entry => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      return /^(?:__testUtils__|testUtils|catalogue|migrations)$/.test(
        entry.name,
      )
        ? []
        : filesIn(path);
    }
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)
      ? [path]
      : [];
  });
}

/** Where an expression is a text of its own; what is inside of a call is the callee's. */
function textsIn(expression: ts.Expression): ts.Expression[] {
  if (ts.isParenthesizedExpression(expression)) {
    return textsIn(expression.expression);
  }
  if (ts.isConditionalExpression(expression)) {
    return [...textsIn(expression.whenTrue), ...textsIn(expression.whenFalse)];
  }
  return ts.isStringLiteralLike(expression) ||
    ts.isTemplateExpression(expression)
    ? [expression]
    : [];
}

/** Literal texts that people would read in English alone, with their lines. */
function literalsIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isNewExpression(node) && ERRORS.test(node.expression.getText())) {
      for (const argument of node.arguments ?? []) {
        // A code is a literal too, and no sentence.
        found.push(
          ...textsIn(argument).filter(literal => /\s/.test(literal.getText())),
        );
      }
    }
    if (ts.isPropertyAssignment(node) && FIELDS.includes(node.name.getText())) {
      found.push(...textsIn(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map(
    literal =>
      `${
        source.getLineAndCharacterOfPosition(literal.getStart()).line + 1
      }: ${literal.getText()}`,
  );
}

describe('the catalogue of messages', () => {
  it('has every text that people read of errors, failures, gaps and verdicts', () => {
    const literals = ROOTS.flatMap(root =>
      filesIn(join(PLUGINS, root)).flatMap(path => {
        const file = relative(PLUGINS, path);
        return FOR_THE_LOG.includes(file)
          ? []
          : literalsIn(file, readFileSync(path, 'utf8')).map(
              literal => `${file}:${literal}`,
            );
      }),
    );
    expect(literals).toEqual([]);
  });

  it('has no text that nothing uses', () => {
    const source = ROOTS.flatMap(root => filesIn(join(PLUGINS, root)))
      .map(path => readFileSync(path, 'utf8'))
      .join('\n');
    const named = new Set(source.match(/\b[A-Z][A-Z0-9_]+\b/g));
    // `REMEDY_${code}`, but no type such as `FIELD_${string}`.
    const beginnings = [
      ...source.matchAll(/`([A-Z][A-Z0-9_]+_)\$\{(?!string\})/g),
    ].map(([, beginning]) => beginning);
    const unused = Object.keys(messageCatalogue).filter(
      code =>
        !named.has(code) && !beginnings.some(start => code.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it.each([
    ["throw new InputError('It is wrong')", 1],
    ['throw new NotFoundError(`There is no ${id}`)', 1],
    ["new RegistryError('NOT_FOUND', { message: 'Gone' })", 1],
    ["worded({ message: x ? 'Yes' : message('NO'), remedy: 'Go on.' })", 2],
    ["throw inputError(message('SIGN_IN'))", 0],
    [
      "new RegistryError('NOT_FOUND', { message: message('GONE', { a: 'b' }) })",
      0,
    ],
  ])('finds what %s says outside of it', (text, count) => {
    expect(literalsIn('a.ts', text)).toHaveLength(count);
  });
});
