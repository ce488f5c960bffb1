/** English texts of the pull credentials of a workspace. */
export const pullCredentials = {
  pullCredentials: {
    title: 'Pull credentials',
    intro:
      'The credential of each integration that the pull secrets of {{workspace}} hold. An admin of the workspace decides.',
    loadFailed: 'The pull credentials could not be loaded',
    updateFailed: 'The pull credentials may be out of date',
    empty: 'This workspace has no integration yet.',
    columns: {
      integration: 'Integration',
      source: 'Credential in pull secrets',
      state: 'State',
      actions: 'Actions',
    },
    shared: 'Shared by another workspace',
    source: {
      none: 'None',
      separate: 'Separate credential',
      minted: 'Made by the portal',
      own: 'The integration’s own credential',
      notNeeded: 'No credential needed',
    },
    username: 'User name: {{username}}',
    undecided: 'Not decided yet',
    decidedBy: 'Decided by',
    valid: 'Valid',
    expiresAt: 'Expires {{date, datetime(dateStyle: medium)}}',
    decide: 'Decide',
    decideOn: 'Decide on {{name}}',
    decided: 'The decision on {{name}} is saved. The pull secrets follow.',
  },
  decide: {
    title: 'Pull credential of {{name}}',
    source: 'Credential in the pull secrets of {{workspace}}',
    none: 'Pods cannot pull private images of this integration.',
    separate: 'Use an account that may only pull.',
    minted:
      'The portal makes an account in the registry that may only pull, renews it in time and removes it when it is no longer wanted.',
    own: 'Everybody who may read Secrets in a bound namespace can read this password and use it for everything it may do in the registry, not only pulling.',
    ownRefused: 'Cannot be chosen: {{reason}}. {{remedy}}',
    usernameMissing: 'Enter the user name',
    passwordMissing: 'Enter the password',
    groupMissing: 'Enter the group',
    groupHelp:
      'Group of the registry whose rights the credential gets. It should only be able to read.',
    save: 'Save decision',
    saveUntested: 'Save without test',
    testing: 'Pulling an image with the credential before saving',
    minting: 'Making a credential, and pulling an image with it',
    failed: 'The decision was not saved',
  },
} as const;
