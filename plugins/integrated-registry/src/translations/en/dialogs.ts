/** English texts of the dialogs of the page. */
export const dialogs = {
  dialog: {
    cancel: 'Cancel',
  },
  share: {
    title: 'Share {{name}}',
    effect:
      'Members of other workspaces can then choose its images. They see its name, type and health, and nothing of its address and login.',
    with: 'Shared with',
    nobody: 'Nobody else',
    workspaces: 'Some workspaces',
    everybody: 'Everybody',
    which: 'Workspaces',
    stop: 'Do not share with {{workspace}}',
    confirm: 'Share',
    failed: 'The sharing of {{name}} was not changed',
  },
  suspended: {
    title: 'Integrations of workspaces that have left the catalog',
    what: 'Nobody uses them and they are not crawled. Assign each to a workspace, or remove it.',
    row: '{{name}} - {{workspace}}, suspended since {{since}}',
    more: 'There are more. They follow when these are assigned or removed.',
    assign: 'Assign workspace',
    assignOne: 'Assign {{name}} to a workspace',
    assignTitle: 'Assign {{name}} to a workspace',
    assignEffect:
      'The admins of the workspace manage the integration with its stored credential, and its members choose images of it.',
    assignFailed: '{{name}} was not assigned',
    remove: 'Remove',
    removeOne: 'Remove {{name}}',
  },
  remove: {
    title: 'Remove {{name}}?',
    effect:
      'Its credential and its list of repositories are deleted, and nobody can choose its images any more. The registry and its images stay as they are.',
    usesFailed: 'What uses its images could not be looked up: {{reason}}',
    usesNone: 'Nothing the portal knows of uses its images.',
    uses_one: '{{count}} known use of its images:',
    uses_other: '{{count}} known uses of its images:',
    usesSome: 'Known uses of its images (there are more):',
    usesStay:
      'What runs keeps running, but its images can no longer be looked up or checked here.',
    confirm: 'Remove',
    failed: '{{name}} was not removed',
  },
} as const;
