import {
  diagnosisSchema,
  registryErrorCodes,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPrograms } from 'registry-simulator';
import { temporary } from './__testUtils__/failingRegistries';
import { Row, rows } from './__testUtils__/failures';

const DOCUMENT = join(__dirname, '../../../../docs/diagnosis.md');
const INTRODUCTION = `<!-- Written by plugins/integrated-registry-backend/src/providers/diagnosis.test.ts; do not edit. -->
<!-- prettier-ignore-start -->

# What a connection test says

Every failure of a registry has a code, a sentence about what happened and why, and one about what to
do. They are the same in the page, in the HTTP API (\`code\`, \`message\`, \`remedy\`) and in the log of
template actions. The sentences below come from servers that really failed in this way.

| Code | When | What the page says happened | What it says to do |
| ---- | ---- | --------------------------- | ------------------ |
`;
const END = `
<!-- prettier-ignore-end -->

\`PORTAL_ERROR\` is no finding of a connection test: a crawl failed inside the portal, such as for its
database. The reason is in the log of the backend.
`;
const { signal } = new AbortController();

async function failureOf({
  provoke,
  call,
}: Row): Promise<RegistryFailure | undefined> {
  const client = await provoke();
  try {
    const diagnosis =
      (await call?.(client)) ?? (await client.diagnose({ signal }));
    return diagnosisSchema.parse(diagnosis).steps.find(step => step.failure)
      ?.failure;
  } catch (error) {
    if (isRegistryError(error)) {
      return error.toFailure();
    }
    throw error;
  }
}

/** Ports differ from run to run, and the document is about somebody's registry. */
function asWritten(text: string): string {
  return (
    text
      .replace(
        /127\.0\.0\.1(?::\d+)?|registry\.invalid/g,
        'registry.example.com',
      )
      .replace(/registry\.example\.com(?::\d+)?/g, 'registry.example.com')
      // What a resolver says depends on the network it is in.
      .replace('(EAI_AGAIN)', '(ENOTFOUND)')
      .replace('0.3 seconds', '90 seconds')
  );
}

describeWithPrograms(describe, ['openssl'], 'diagnosis', () => {
  const read = new Map<Row, RegistryFailure>();

  beforeAll(async () => {
    temporary.directory = await mkdtemp(join(tmpdir(), 'diagnosis-test-'));
  });

  afterAll(async () => {
    await rm(temporary.directory, { recursive: true, force: true });
  });

  it('has a row for every code that says something of a registry', () => {
    expect([...new Set(rows.map(({ code }) => code)), 'PORTAL_ERROR']).toEqual([
      ...registryErrorCodes,
    ]);
  });

  it.each(rows.map(row => [row.code, row.when, row] as const))(
    '%s: %s',
    async (code, _, row) => {
      const failure = await failureOf(row);

      expect(failure).toMatchObject({ code });
      const { message, remedy } = failure!;
      expect(message).toMatch(row.happened);
      expect(`${message} ${remedy}`).toMatch(row.why);
      expect(remedy).toMatch(row.todo);
      read.set(row, failure!);
    },
    20_000,
  );

  it('is written in the documentation', () => {
    const lines = rows.map(row => {
      const { message, remedy } = read.get(row)!;
      return `| \`${row.code}\` | ${row.when} | ${asWritten(
        message,
      )} | ${asWritten(remedy)} |\n`;
    });
    const document = `${INTRODUCTION}${lines.join('')}${END}`;
    if (process.env.UPDATE_DOCS) {
      writeFileSync(DOCUMENT, document);
    }
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });
});
