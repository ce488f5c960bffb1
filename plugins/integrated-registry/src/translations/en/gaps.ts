/** English texts of gaps of a list. */
export const gaps = {
  gaps: {
    label: 'Missing from the list of {{registry}}',
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
      what: 'No longer shown: some repositories of {{name}}. The registry does not say that they are gone.',
      next: 'Check that the user of this integration may still read them. If they were deleted, forget them.',
    },
    NO_CATALOGUE: {
      what: 'The registry does not list its repositories.',
      next: 'Name them in the field “Repositories”, or type a repository when you choose an image.',
    },
    INVALID_NAMES: {
      what: 'Some names cannot be pulled by any client.',
      next: 'Push these images again under valid names.',
    },
    CHANGED: {
      what: 'The list of {{name}} changed while it was read.',
      next: 'Wait for the next crawl, or refresh.',
    },
    PAGING: {
      what: 'There may be more in {{name}} than was read: its pages do not add up.',
      next: 'Ask the registry’s administrator to check its paging and the proxy before it.',
    },
    NOT_CACHED: {
      what: 'Only what the proxy cache has of {{name}} is listed.',
      next: 'Type the tag if you know it.',
    },
    LIMIT: {
      what: 'There is more in {{name}} than the portal lists.',
      next: 'Narrow the list with a repository filter, or type the name.',
    },
    DECLARED: {
      what: 'Only the repositories named in the integration are listed.',
      next: 'Empty the field “Repositories” to list everything.',
    },
    DETAILS: {
      what: 'Times and sizes of {{name}} are not known: the user of this integration may not read them.',
      next: 'Give the user of this integration read access to the artifacts of {{name}}.',
    },
  },
} as const;
