/** English texts of the page. */
export const page = {
  page: {
    title: 'Integrated Registry',
    intro:
      'Registries of this workspace. Members choose images from them in software templates.',
    tabs: { integrations: 'Integrations', namespaces: 'Namespaces' },
    notFound: {
      title: 'Page not found',
      next: 'Go to the registries of your workspaces',
    },
  },
  integrations: {
    integrate: 'Integrate registry',
    owned: 'Registries of {{workspace}}',
    shared: 'Shared with {{workspace}}',
    sharedWithEverybody: 'Shared with everybody',
    sharedWith_one: 'Shared with {{count}} workspace',
    sharedWith_other: 'Shared with {{count}} workspaces',
    search: 'Search by name or address',
    loadFailed: 'The integrations could not be loaded',
    updateFailed: 'The list may be out of date',
    incomplete: 'The list is incomplete. Try again in a moment.',
    noMatch: 'No integration has “{{query}}” in its name or address.',
    empty: {
      title: 'No registry is integrated yet',
      admin:
        'Integrate Harbor, Docker Registry or JFrog Artifactory. Members of the workspace can then choose its images.',
      member:
        'An admin of this workspace can integrate one. Members can then choose its images in templates.',
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
    imageHost: 'Image host: {{host}}',
    byConfiguration: 'Portal configuration',
    created: '{{date, datetime(dateStyle: medium)}}',
    createdBy: 'by',
  },
  actions: {
    menu: 'Actions for {{name}}',
    edit: 'Edit',
    test: 'Test connection',
    refresh: 'Refresh',
    cancel: 'Stop crawl',
    forget: 'Forget kept repositories',
    webhook: 'Webhook',
    share: 'Share',
    confirmImageHost: 'Confirm image host',
    remove: 'Remove',
  },
  notice: {
    shared: 'The sharing of {{name}} was changed.',
    created: '{{name}} is integrated. Its repositories are being crawled.',
    updated: '{{name}} is saved.',
    removed: '{{name}} is removed.',
    refreshing: '{{name}} is being checked and crawled.',
    refreshFailed: '{{name}} could not be refreshed',
    cancelled:
      'The crawl of {{name}} is stopped. Repositories found so far are kept.',
    confirmedImageHost: 'The image host of {{name}} is confirmed.',
    confirmImageHostFailed: 'The image host of {{name}} was not confirmed',
    cancelFailed: 'The crawl of {{name}} was not stopped',
    forgotten: 'The kept repositories of {{name}} were forgotten.',
    forgetFailed: 'The kept repositories of {{name}} were not forgotten',
    dismiss: 'Dismiss',
  },
} as const;
