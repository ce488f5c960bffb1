/** English texts of choosing a workspace. */
export const workspaces = {
  workspace: {
    label: 'Workspace',
    choose: 'Choose a workspace',
    search: {
      title: 'Choose a workspace',
      label: 'Search workspaces',
      placeholder: 'payments',
      list: 'Workspaces',
      recent: 'Last used',
      found: '{{total}} found',
      none: 'No workspace of yours has “{{query}}” in its name.',
      empty: 'There is no other workspace.',
    },
    loading: 'Loading your workspaces',
    loadFailed: 'Your workspaces could not be loaded',
    none: {
      title: 'You do not belong to a workspace yet',
      what: 'A workspace is a group of your organisation’s catalog. Its admins integrate container registries, and its members choose images from them.',
      whom: 'Ask an admin of your team’s group to add you to it, or ask the administrators of this portal which group is yours.',
    },
    notYours: {
      title: '{{workspace}} is not one of your workspaces',
      next: 'Choose one of yours above, or ask an admin of that group to add you to it.',
    },
  },
} as const;
