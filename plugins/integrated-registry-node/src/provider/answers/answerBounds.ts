/**
 * What of a registry's answer is taken, whoever wrote the provider. Texts are cut with `…`, lists with a count
 * of what is left out. Lengths are UTF-16 code units, bytes those of JSON in UTF-8: with all of them full,
 * neither a page of tags nor the details of an artifact are above 300 kB.
 *
 * @public
 */
export const answerBounds = {
  /** Of one page; what is above is a gap `LIMIT`. */
  pageItems: 100_000,
  /** Of one page. More would hide which repositories are to be kept, so the page is refused. */
  pageGaps: 10_000,
  /** A longer one is refused, since a list cannot go on from a part of it. */
  cursor: 65_536,

  project: 255,
  description: 500,
  mediaType: 127,
  /** Of an operating system, an architecture, a variant, a version. */
  platformWord: 64,
  /** The page shows the first 50. */
  platforms: 4_000,
  /** More than any runtime can stack. */
  layers: { most: 200, bytes: 60_000 },
  history: { most: 200, bytes: 60_000 },
  /** Of labels, and of annotations. */
  labels: { most: 100, bytes: 40_000 },
  labelName: 255,
  /** Of a label, an annotation, a step of the history, a word of a command. */
  text: 4_096,
  /** Of `entrypoint`, and of `cmd`. */
  command: { most: 100, bytes: 8_000 },
  exposedPorts: { most: 50, bytes: 2_000 },
  exposedPort: 32,
  /** Author, user. */
  configWord: 255,
  workingDir: 1_024,

  referrers: 1_000,
  vulnerabilities: { most: 1_000, bytes: 240_000 },
  vulnerabilityWord: 255,
  vulnerabilityText: 2_000,
  links: 10,
  link: 1_024,

  /** Of a diagnosis. */
  steps: 20,
  /** Of a step, a failure, a gap, a suggestion; the remedy too. */
  message: 1_000,
  /** Of a parameter of a message, and of what a gap names. */
  parameter: 255,
  /** Of a list that is a parameter of a message. */
  parameters: 50,
  /** Of what words a text in another language; without it the text is shown in English. */
  wordingBytes: 8_000,
} as const;
