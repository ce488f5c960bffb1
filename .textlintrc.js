// The language of the documentation: the words of docs/glossary.md, and sentences that are read once.

/** What to write instead. A pattern matches whole words, in any case. */
const terms = [
  // Words of the field
  ['access data', 'credential'],
  ['(image|registry) secret(s?)', 'pull secret$2'],
  ['meta data', 'metadata'],
  ['name space(s?)', 'namespace$1'],
  ['(hook|link)(s|ed)? up', 'integrate$2'],
  ['sign(s|ed)? on', 'log$1 in'],
  ['(is|are) ill', '$1 unhealthy'],
  ['left alone', 'not asked'],
  ['(is|are) not whole', '$1 partial'],
  // Longer than needed
  ['nothing\\s+but', 'only'],
  ['in\\s+order\\s+to', 'to'],
  ['utili[sz]e(s|d)?', 'use$1'],
  ['nobody\\s+but', 'only'],
  ['anew', 'again'],
  ['hitherto', 'until now'],
  ['thereof', 'of it'],
  ['whence', 'from where'],
  ['taken?\\s+out\\s+of', 'removed from'],
];

module.exports = {
  filters: { comments: true },
  rules: {
    terminology: { defaultTerms: false, terms },
    // In characters: about twenty words are 120.
    'sentence-length': { max: 200 },
  },
};
