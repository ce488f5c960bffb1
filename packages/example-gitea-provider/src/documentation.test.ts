import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DOCUMENT = resolve(__dirname, '../../../docs/write-a-provider.md');
const FILES = /(<!-- (src\/[\w.]+) -->\n)[^]*?(<!-- end -->)/g;

describe('docs/write-a-provider.md', () => {
  it('shows the code that is tested here (written anew with UPDATE_DOCS=1)', () => {
    const written = readFileSync(DOCUMENT, 'utf8');
    const wanted = written.replace(FILES, (_, begin, file, end) => {
      const code = readFileSync(join(__dirname, '..', file), 'utf8');
      return `${begin}\n\`\`\`ts\n// ${file}\n${code}\`\`\`\n\n${end}`;
    });
    if (process.env.UPDATE_DOCS) {
      writeFileSync(DOCUMENT, wanted);
    }
    expect(wanted.match(FILES)).toHaveLength(4);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(wanted);
  });
});
