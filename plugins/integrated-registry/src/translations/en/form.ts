/** English texts of the form of an integration. */
export const form = {
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
} as const;
