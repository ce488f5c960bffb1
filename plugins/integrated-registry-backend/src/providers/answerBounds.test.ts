import { answerBounds } from 'backstage-plugin-integrated-registry-node';
import { DocumentTable } from 'registry-simulator';

const document = new DocumentTable(
  'operate.md',
  '<!-- What is taken of an answer: written by the tests; do not edit it. -->',
  '<!-- End of what is taken of an answer. -->',
);

type Limit = keyof typeof answerBounds;

/** A new limit does not compile before it is here. */
const rows: Record<Limit, readonly [what: string, unit?: string]> = {
  pageItems: ['entries of one page of tags or repositories'],
  pageGaps: ['reasons why one page is incomplete; more are refused'],
  cursor: ['cursor of a page; a longer one is refused', 'characters'],
  project: ['project of a repository', 'characters'],
  description: ['description of a repository', 'characters'],
  mediaType: ['media type; artifact type', 'characters'],
  platformWord: [
    'operating system; architecture; variant; version',
    'characters',
  ],
  platforms: ['platforms of an index'],
  layers: ['layers of an image'],
  history: ['steps of the history'],
  labels: ['labels; annotations'],
  labelName: ['name of a label; of an annotation', 'characters'],
  text: [
    'value of a label; of an annotation; step of the history; word of a command',
    'characters',
  ],
  command: ['words of the entrypoint; of the command'],
  exposedPorts: ['exposed ports'],
  exposedPort: ['exposed port', 'characters'],
  configWord: ['author; user', 'characters'],
  workingDir: ['working directory', 'characters'],
  referrers: ['referrers of an image, signatures first'],
  vulnerabilities: ['vulnerabilities of an image'],
  vulnerabilityWord: [
    'name of a vulnerability; of a scanner; of a package; version',
    'characters',
  ],
  vulnerabilityText: ['description of a vulnerability', 'characters'],
  links: ['links of a vulnerability'],
  link: ['link; a longer one is left out', 'characters'],
  steps: ['steps of a connection test'],
  message: ['message of a failure; of a gap; of a step', 'characters'],
  parameter: ['parameter of a message; name in a gap', 'characters'],
  parameters: ['entries of a list in a message'],
  wordingBytes: [
    'parameters of a message; with more it is in English only',
    'bytes',
  ],
};

function atMost(limit: Limit): string {
  const bound = answerBounds[limit];
  const written = (value: number) => value.toLocaleString('en-US');
  if (typeof bound === 'object') {
    return `${written(bound.most)} and ${written(bound.bytes)} bytes`;
  }
  const [, unit] = rows[limit];
  return unit === undefined ? written(bound) : `${written(bound)} ${unit}`;
}

function isLimit(name: string): name is Limit {
  return Object.hasOwn(rows, name);
}

describe('what is taken of an answer', () => {
  it('is what docs/operate.md says (rewritten with UPDATE_DOCS=1)', () => {
    const { actual, wanted } = document.compare([
      '| What | At most, each |',
      '| - | - |',
      ...Object.keys(answerBounds)
        .filter(isLimit)
        .map(limit => `| ${rows[limit][0]} | ${atMost(limit)} |`),
    ]);
    expect(actual).toBe(wanted);
  });
});
