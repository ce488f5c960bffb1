import { pickerMessages } from './picker';

/** English texts. */
export const messages = {
  page: {
    title: 'Integrated Registry',
    intro:
      'Registries this workspace has integrated. Its members choose images from them when they fill in a template.',
    notFound: {
      title: 'There is no such page',
      next: 'Go to the registries of your workspaces',
    },
  },
  workspace: {
    label: 'Workspace',
    choose: 'Choose a workspace',
    search: {
      title: 'Choose a workspace',
      label: 'Search workspaces',
      placeholder: 'Part of a name, such as payments',
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
      whom: 'Ask an admin of your team’s group to add you to it, or ask those who run this portal which group is yours.',
    },
    notYours: {
      title: '{{workspace}} is not one of your workspaces',
      next: 'Choose one of yours above, or ask an admin of that group to add you to it.',
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
  health: {
    healthy: 'Healthy',
    unhealthy: 'Unhealthy',
    backOff:
      'Wants fewer requests: left alone until {{date, datetime(dateStyle: short; timeStyle: medium)}}',
    unknown: 'Checking',
    checking: 'Checking since {{date, datetime(timeStyle: medium)}}',
    waiting: 'The first check has not ended yet.',
    checkedAt:
      'Last checked: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    since: 'Since: {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    remedy: 'What to do: {{remedy}}',
  },
  repositoryIndex: {
    never: 'Not listed yet',
    crawling_one: 'Still being read: {{count, number}} so far',
    crawling_other: 'Still being read: {{count, number}} so far',
    count_one: '{{count, number}} repository',
    count_other: '{{count, number}} repositories',
    progress_one: '{{count, number}} page, {{rate, number}} a second',
    progress_other: '{{count, number}} pages, {{rate, number}} a second',
    cancelled_one: 'Reading was stopped after {{count, number}}',
    cancelled_other: 'Reading was stopped after {{count, number}}',
    finishedAt:
      'List of {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    staleSince:
      'May be out of date since {{date, datetime(dateStyle: medium; timeStyle: short)}}',
    unread: 'Could not be listed',
    incomplete: 'Not the whole list',
    failed: 'Listing failed: {{reason}}',
  },
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
  credential: {
    expiresToday: 'The password expires within a day',
    expiresSoon_one: 'The password expires in {{count}} day',
    expiresSoon_other: 'The password expires in {{count}} days',
    expired:
      'The password expired on {{date, datetime(dateStyle: medium)}}. Enter a new one',
    unreadable:
      'The stored password cannot be read any more: its encryption key is missing, or what is stored was changed. Enter it again',
  },
  imageHost: {
    claimed:
      'Image host {{imageHost}}: not proven. Only this workspace can use it.',
    needsConfirmation:
      'Image host {{imageHost}}: a platform admin has to confirm it before its images can be chosen.',
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
    cancel: 'Cancel',
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
    cancel: 'Cancel',
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
  form: {
    createTitle: 'Integrate Registry',
    editTitle: 'Edit {{name}}',
    required: 'Required',
    type: 'Type',
    loading: 'Loading the form',
    providersFailed: 'The registry types could not be loaded',
    loadFailed: '{{name}} could not be loaded',
    name: 'Name',
    nameDescription: 'How members of the workspace see it.',
    address: 'Address',
    addressDescription:
      'Where the registry’s API answers, such as https://registry.example.com',
    imageHost: 'Image host',
    imageHostDescription:
      'What stands before the repository in a pull command. Leave it empty where it is the host of the address.',
    imageHostJfrog:
      'What stands before the repository in a pull command. Empty: host/key/image, the path method. With a host for each key: {project}.example.com. With a port for each: give the address of one key, …/api/docker/key, and its host:port here.',
    usernameJfrog:
      'A user, with an identity token as the password. For an access token by itself, write “token” here. Leave both empty for what everybody may read.',
    usernameHarbor:
      'A robot account’s whole name, such as robot$portal, or a user of Harbor’s own. Single sign-on needs a robot account.',
    credentialRequired: 'This type demands a user name and a password.',
    credentialOptional:
      'Leave both empty where the registry needs no credential.',
    username: 'User name',
    password: 'Password',
    passwordDescription:
      'Password or token. It is stored encrypted and never shown again.',
    passwordUnchanged: 'unchanged',
    passwordBlank:
      'The password begins or ends with a blank. Remove it if it is not part of the password.',
    passwordDemandedUser:
      'The user name changed: enter the password that belongs to it.',
    passwordDemandedTrust:
      'More certificates are trusted than before: enter the password again, so that the stored one is never sent by a weaker trust.',
    trustFixed:
      'Trusting more certificates needs the password again, which you may not enter. Ask the portal’s administrators.',
    addressUsed: 'Used as {{url}}',
    vendor: 'This is {{vendor}}',
    useSuggestion: 'Use suggestion',
    vendorLogin: {
      dockerHub:
        'Log in with your user name and a personal access token, and declare the repositories: Docker Hub has no catalogue.',
      gitHub:
        'Log in with your user name and a classic personal access token with read:packages, and declare the repositories: it has no catalogue.',
      gitLab:
        'Log in with a deploy token or a personal access token with read_registry, and declare the repositories: it has no catalogue.',
      quay: 'Log in with a robot account, such as team+portal.',
      ecrPublic: 'Declare the repositories: it has no catalogue.',
      ecr: 'Log in as AWS with the password of “aws ecr get-login-password”. It is valid for 12 hours.',
      acr: 'Log in with a service principal or a token of the registry that may read content and metadata.',
      google:
        'Log in as _json_key, with the whole key file of a service account as the password.',
      nexus:
        'Enter in the field “Image host” where its images are pulled from: a port or a host of its own.',
    },
    passwordKept: 'Leave it empty to keep the stored one. It is never shown.',
    passwordDemanded:
      'The address changed: enter the password again, so that the stored one is never sent elsewhere.',
    credentialFixed:
      'You may not change the credential. Ask the portal’s administrators.',
    addressFixed:
      'It stays: another address needs the password again, which you may not enter. Ask the portal’s administrators.',
    expires: 'Expiry date',
    expiresDescription:
      'Of the password, so that it is warned of in time. Leave it empty where it does not expire, or the registry tells by itself.',
    passwordRemoved:
      'Without a user name, the stored password is removed when you save.',
    tls: 'TLS',
    caCertificate: 'CA certificate',
    caCertificateDescription:
      'In PEM form; trusted besides the system’s certificates. For registries with a certificate of your own CA.',
    skipVerify: 'Do not verify the registry’s certificate',
    skipVerifyWarning: 'Anyone on the way can read the password',
    skipVerifyRemedy:
      'Enter the CA certificate instead, wherever you can get it.',
    repositories: 'Declared repositories',
    repositoriesDescription:
      'One per line. For registries that do not list their repositories.',
    repositoryFilter: 'Repository filter',
    repositoryFilterDescription:
      'One pattern per line, such as team/*. Where given, only matching repositories are offered.',
    more: 'TLS and repositories',
    moreSubtitle: 'Own CA, declared repositories, filter',
    description: 'Description',
    ok: 'OK',
    saveAnyway: 'Save anyway',
    cancel: 'Cancel',
    checking: 'Checking the connection before saving',
    invalid: 'Some fields need your attention',
    usernameMissing: 'Enter the user name',
    passwordMissing: 'Enter the password',
    createFailed: 'The registry was not integrated',
    updateFailed: 'The changes were not saved',
    notReachable: 'Nothing was saved: the connection test failed',
    notReachableNext:
      'Correct the settings and press OK again, or save them as they are and have the registry checked later.',
  },
  conflict: {
    title: '{{name}} was changed while you were editing it',
    by: '{{user}} changed it on {{date, datetime(dateStyle: medium; timeStyle: short)}}.',
    someone: 'Someone',
    fields: 'Different now: {{fields}}.',
    next: 'Nothing was saved. Reload to see their version; your entries in this form are then lost.',
    reload: 'Reload',
    gone: '{{name}} was removed while you were editing it',
    goneNext: 'Close this form. Integrate the registry anew if it is needed.',
  },
  test: {
    title: 'Test connection to {{name}}',
    button: 'Test connection',
    again: 'Test again',
    running: 'Testing the connection',
    cancel: 'Cancel test',
    cancelled: 'The test was cancelled.',
    passed: 'The connection works',
    failed: 'The connection test failed at: {{step}}',
    notRun: 'The connection could not be tested',
    steps: 'Steps of the connection test',
    close: 'Close',
    remedy: 'What to do: {{remedy}}',
    state: {
      ok: 'OK',
      failed: 'Failed',
      skipped: 'Skipped',
    },
    step: {
      dns: 'Name (DNS)',
      tcp: 'Connection (TCP)',
      tls: 'Encryption (TLS)',
      protocol: 'Protocol',
      login: 'Login',
      catalogue: 'Catalogue',
      list: 'List of tags',
      pull: 'Pull of an image',
    },
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
    cancel: 'Cancel',
    failed: '{{name}} was not removed',
  },
  error: {
    record: 'This entry cannot be shown.',
    retry: 'Retry',
    network: 'The portal’s backend did not answer.',
    nextNetwork: 'Check your network connection, then try again.',
    nextSignIn: 'Your session may have ended. Sign in again.',
    nextWait_one: 'Wait {{count}} second, then try again.',
    nextWait_other: 'Wait {{count}} seconds, then try again.',
    nextNotAllowed:
      'If you should be able to, ask those who look after the workspace or the portal.',
    nextNotFound:
      'It may have been removed in the meantime. Load the page anew.',
    nextRetry:
      'Try again in a moment. If it stays so, tell those who run this portal.',
  },
  card: {
    linkedRegistries: 'Linked registries',
    none: 'No linked registries to show.',
    unavailable: 'The linked registries cannot be shown right now.',
    openPage: 'Open Integrated Registry',
    shared: 'Shared with this workspace',
    image_one: 'Container image',
    image_other: 'Container images',
    imageLoading: 'Looking the image up in its registry',
    imageHidden:
      'This image is from a registry you may not see, so there is no more to tell.',
    imageElsewhere:
      'This image is from outside the registries of {{workspace}}.',
    imageGone:
      'The registry does not have this image any more. What runs keeps running, but cannot be pulled anew.',
    imageOwnerless:
      'No group owns this component, so it is not known in whose registries to look.',
    imageUnavailable: 'The image cannot be looked up right now.',
    imageRegistry: 'Registry',
    imageRepository: 'Repository',
    imageTag: 'Tag',
    imageDigest: 'Digest',
    imagePlatforms: 'Platforms',
    imageSize: 'Size',
    imagePushed: 'Pushed',
    imageBuilt: 'Built',
    copy: 'Copy image reference',
    copied: 'Copied',
    loading: 'Loading the linked registries',
  },
  platforms: {
    missing: '{{platform}} (missing)',
    more: '{{list}} and {{total}} more',
  },
  picker: pickerMessages,
} as const;
