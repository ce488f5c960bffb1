import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- only tests read it, from the sources
const DOCS = resolve(__dirname, '../../../../docs');

/** A table in a document, which a test rewrites where `UPDATE_DOCS` is set. */
export class DocumentTable {
  readonly #path: string;

  /** `document` is its name in `docs/`; `begin` and `end` are the comments around the table. */
  constructor(
    document: string,
    private readonly begin: string,
    private readonly end: string,
  ) {
    this.#path = resolve(DOCS, document);
  }

  /** The whole document as it is, and as it has to be with these lines of the table. */
  compare(lines: readonly string[]): { actual: string; wanted: string } {
    const text = readFileSync(this.#path, 'utf8');
    const table = [
      this.begin,
      '<!-- prettier-ignore-start -->',
      '',
      ...lines,
      '',
      '<!-- prettier-ignore-end -->',
      '',
      this.end,
    ].join('\n');
    const before = text.slice(0, text.indexOf(this.begin));
    const after = text.slice(text.indexOf(this.end) + this.end.length);
    const wanted = `${before}${table}${after}`;
    if (process.env.UPDATE_DOCS) {
      writeFileSync(this.#path, wanted);
    }
    return { actual: readFileSync(this.#path, 'utf8'), wanted };
  }
}
