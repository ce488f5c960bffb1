/** English texts of the form of an integration. */
export const form = {
  form: {
    createTitle: 'Integrate registry',
    editTitle: 'Edit {{name}}',
    required: 'Required',
    loading: 'Loading the form',
    providersFailed: 'The registry types could not be loaded',
    loadFailed: '{{name}} could not be loaded',
    credentialRequired: 'This type requires a user name and a password.',
    credentialOptional: 'Leave both empty if the registry needs no credential.',
    passwordUnchanged: 'unchanged',
    passwordBlank:
      'The password begins or ends with a blank. Remove it if it is not part of the password.',
    passwordDemandedUser:
      'The user name changed: enter the password that belongs to it.',
    passwordDemandedTrust:
      'More certificates are trusted than before: enter the password again. The stored one is not sent over a less trusted connection.',
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
    passwordKept: 'Leave empty to keep the stored password. It is never shown.',
    passwordDemanded:
      'The address changed: enter the password again. The stored one is not sent to another address.',
    credentialFixed:
      'You may not change the credential. Ask the portal’s administrators.',
    addressFixed:
      'Cannot be changed: another address needs the password again, which you may not enter. Ask the portal’s administrators.',
    passwordRemoved:
      'Without a user name, the stored password is removed when you save.',
    skipVerifyWarning: 'Anyone on the network path can read the password',
    skipVerifyRemedy: 'Enter the CA certificate instead if you can.',
    more: 'TLS and repositories',
    moreSubtitle: 'Own CA, declared repositories, filter',
    save: 'Save integration',
    saveAnyway: 'Save anyway',
    checking: 'Testing the connection before saving',
    invalid: 'Some fields are invalid',
    usernameMissing: 'Enter the user name',
    passwordMissing: 'Enter the password',
    createFailed: 'The registry was not integrated',
    updateFailed: 'The changes were not saved',
    keptOverSignIn:
      'Your entries are kept, except the password. Open this form again after you have signed in.',
    restored:
      'Your entries from before the page was reloaded are kept, except the password.',
    notReachable: 'Not saved: connection test failed at step “{{step}}”',
    notReachableNext:
      'Correct the settings and save again. Or save anyway; the portal then checks the registry later.',
  },
  conflict: {
    title: '{{name}} was changed while you were editing it',
    by: '{{user}} changed it on {{date, datetime(dateStyle: medium; timeStyle: short)}}.',
    someone: 'Someone',
    fields: 'Changed fields: {{fields}}.',
    next: 'Nothing was saved. Reload the form to see the new version. Your entries are kept.',
    reload: 'Reload form',
    gone: '{{name}} was removed while you were editing it',
    goneNext:
      'Nothing was saved. Close this form, or integrate the registry again with your entries.',
    again: 'Integrate again',
  },
} as const;
