/** English texts of the dialogs of the page. */
export const dialogs = {
  dialog: {
    cancel: 'Cancel',
  },
  share: {
    title: 'Share {{name}}',
    effect:
      'Members of other workspaces can then choose its images. They see its health and of its settings these: {{fields}}. They do not see its address or credential.',
    with: 'Shared with',
    nobody: 'Nobody else',
    workspaces: 'Some workspaces',
    everybody: 'Everybody',
    which: 'Workspaces',
    confirm: 'Save sharing',
    failed: 'The sharing of {{name}} was not changed',
  },
  suspended: {
    title: 'Suspended integrations',
    what: 'Their workspaces are no longer in the catalog. Nobody can use these integrations, and they are not crawled. Assign each one to a workspace, or remove it.',
    row: '{{name}} - {{workspace}}, suspended since {{since}}',
    more: 'More integrations are suspended. They appear when these are assigned or removed.',
    assign: 'Assign workspace',
    assignOne: 'Assign {{name}} to a workspace',
    assignTitle: 'Assign {{name}} to a workspace',
    assignEffect:
      'The admins of the workspace then manage the integration with its stored credential, and its members can choose its images.',
    assignFailed: '{{name}} was not assigned',
    remove: 'Remove',
    removeOne: 'Remove {{name}}',
  },
  remove: {
    title: 'Remove {{name}}?',
    effect:
      'Its credential and repository index are deleted, and nobody can choose its images any more. The registry itself does not change.',
    usesFailed: 'Uses of its images could not be loaded: {{reason}}',
    usesNone: 'No known use of its images.',
    uses_one: '{{count}} known use of its images:',
    uses_other: '{{count}} known uses of its images:',
    usesSome: 'Known uses of its images (there are more):',
    usesStay:
      'Running workloads are not affected, but their images can no longer be looked up or checked here.',
    confirm: 'Remove integration',
    failed: '{{name}} was not removed',
  },
} as const;
