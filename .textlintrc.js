// The language of the documentation: the words of docs/glossary.md, and sentences that are read once.

/** What to write instead. A pattern matches whole words, in any case. */
const terms = [
  // Words of the field
  ['access data', 'credential'],
  ['(image|registry) secret(s?)', 'pull secret$2'],
  ['meta data', 'metadata'],
  ['name space(s?)', 'namespace$1'],
  // Longer than needed
  ['nothing\\s+but', 'only'],
  ['in\\s+order\\s+to', 'to'],
  ['utili[sz]e(s|d)?', 'use$1'],
];

module.exports = {
  filters: { comments: true },
  rules: {
    terminology: { defaultTerms: false, terms },
    // In characters: about twenty words are 120.
    'sentence-length': { max: 200 },
  },
};
