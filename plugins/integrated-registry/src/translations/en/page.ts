/** English texts of the page. */
export const page = {
  page: {
    title: 'Integrated Registry',
    intro:
      'Registries this workspace has integrated. Its members choose images from them when they fill in a template.',
    notFound: {
      title: 'There is no such page',
      next: 'Go to the registries of your workspaces',
    },
  },
  integrations: {
    integrate: 'Integrate Registry',
    owned: 'Registries of {{workspace}}',
    shared: 'Shared with {{workspace}}',
    sharedWithEverybody: 'Shared with everybody',
    sharedWith_one: 'Shared with {{count}} workspace',
    sharedWith_other: 'Shared with {{count}} workspaces',
    search: 'Search by name or address',
    loadFailed: 'The integrations could not be loaded',
    updateFailed: 'The list may be out of date',
    incomplete:
      'The backend did not give the whole list. Try again in a moment.',
    noMatch: 'No integration has “{{query}}” in its name or address.',
    empty: {
      title: 'No registry is integrated yet',
      admin:
        'Integrate a Harbor, Docker Registry or JFrog Artifactory, and every member of the workspace can choose its images.',
      member:
        'An admin of this workspace can integrate one. Members then choose its images here in the portal.',
    },
    columns: {
      name: 'Name',
      type: 'Type',
      address: 'Address',
      health: 'Health',
      repositories: 'Repositories',
      created: 'Created',
      actions: 'Actions',
    },
    imageHost: 'Images: {{host}}',
    byConfiguration: 'Portal configuration',
    created: '{{date, datetime(dateStyle: medium)}}',
    createdBy: 'by',
  },
  actions: {
    menu: 'Actions for {{name}}',
    edit: 'Edit',
    test: 'Test connection',
    refresh: 'Refresh',
    cancel: 'Stop reading',
    forget: 'Forget kept repositories',
    share: 'Share',
    confirmImageHost: 'Confirm image host',
    remove: 'Remove',
  },
  notice: {
    shared: 'The sharing of {{name}} was changed.',
    created: '{{name}} is integrated. Its repositories are being listed.',
    updated: '{{name}} is saved.',
    removed: '{{name}} is removed.',
    refreshing: '{{name}} is being checked and its repositories listed anew.',
    refreshFailed: '{{name}} could not be refreshed',
    cancelled:
      'The repositories of {{name}} are not read on. What was found stays.',
    confirmedImageHost: 'The image host of {{name}} is confirmed.',
    confirmImageHostFailed: 'The image host of {{name}} was not confirmed',
    cancelFailed: 'The reading of {{name}} was not stopped',
    forgotten: 'The kept repositories of {{name}} were forgotten.',
    forgetFailed: 'The kept repositories of {{name}} were not forgotten',
    dismiss: 'Dismiss',
  },
} as const;
