/** English texts of gaps of a list. */
export const gaps = {
  gaps: {
    label: 'Missing from the repository index of {{registry}}',
    registry: 'the registry',
    permission: 'Add the permission {{permission}} for {{name}}.',
    kept_one: '{{count, number}} known repository is kept.',
    kept_other: '{{count, number}} known repositories are kept.',
    leftOut_one: 'Left out: {{count, number}}.',
    leftOut_other: 'Left out: {{count, number}}.',
    more_one: '{{count, number}} more gap',
    more_other: '{{count, number}} more gaps',
    REFUSED: {
      what: 'Not listed: the user of this integration may not list {{name}}.',
      next: 'Give the user of this integration read access to {{name}}.',
    },
    HIDDEN: {
      what: 'Some repositories of {{name}} are no longer visible. The registry does not report them as deleted.',
      next: 'Check that the user of this integration may still read them. If they were deleted, forget them.',
    },
    NO_CATALOGUE: {
      what: 'The registry does not list its repositories.',
      next: 'Enter them in the field “Declared repositories”, or type a repository when you choose an image.',
    },
    INVALID_NAMES: {
      what: 'Some repositories have names that no client can pull.',
      next: 'Push these images again under valid names.',
    },
    INVALID_TAGS: {
      what: 'Some tags of {{name}} have names that no client can pull.',
      next: 'Push these images again under valid tags.',
    },
    CHANGED: {
      what: 'The list of {{name}} changed during the crawl.',
      next: 'Wait for the next crawl, or refresh.',
    },
    CHANGED_TAGS: {
      what: 'Tags of {{name}} were deleted while they were listed.',
      next: 'Choose the repository again.',
    },
    PAGING: {
      what: 'The list of {{name}} may be partial: its pages are inconsistent.',
      next: 'Ask the registry’s administrator to check its paging and the proxy before it.',
    },
    TOO_LARGE: {
      what: 'Some repositories of {{name}} have descriptions that are larger than the portal reads.',
      next: 'Shorten the descriptions in the registry, or type the name.',
    },
    TOO_LARGE_TAGS: {
      what: 'Some tags of {{name}} have metadata that is larger than the portal reads.',
      next: 'Type the tag if you know it. Push these images again with fewer and shorter labels.',
    },
    NOT_CACHED: {
      what: 'Only images in the proxy cache of {{name}} are listed.',
      next: 'Type the tag if you know it.',
    },
    LIMIT: {
      what: '{{name}} has more repositories than the portal lists.',
      next: 'Narrow the list with a repository filter, or type the name.',
    },
    LIMIT_TAGS: {
      what: '{{name}} has more tags than the portal lists.',
      next: 'Type the tag, or delete tags that nobody needs.',
    },
    DECLARED: {
      what: 'Only the declared repositories are listed.',
      next: 'Empty the field “Declared repositories” to list all repositories.',
    },
    DETAILS: {
      what: 'Times and sizes of {{name}} are unknown: the user of this integration may not read them.',
      next: 'Give the user of this integration read access to the artifacts of {{name}}.',
    },
  },
} as const;
