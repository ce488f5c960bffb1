/** What hinders an integration from being created, changed or used. */
export const integrationMessages = {
  EXPIRY_WITHOUT_PASSWORD:
    'There is an expiry date but no password. Enter the password, or take the expiry date out',
  PASSWORD_AGAIN_FOR_ADDRESS:
    'The address has changed, so the password is needed again: the stored one is never sent to another address',
  PASSWORD_AGAIN_FOR_USERNAME:
    'The user name has changed, so the password is needed again: the stored one belongs to the user name it was entered with',
  PASSWORD_AGAIN_FOR_TRUST:
    'The portal would trust more certificates than before, so the password is needed again: the stored one is never sent by a weaker trust. Enter the password, or leave the TLS settings as they are',
  CREDENTIAL_REQUIRED:
    '{{provider}} needs a user name and a password. Enter both',
  USERNAME_WITHOUT_PASSWORD:
    'There is a user name but no password. Enter the password, or take the user name out',
  PASSWORD_WITHOUT_USERNAME:
    'There is a password but no user name. Enter the user name, or take the password out',
  TYPE_UNKNOWN: 'The type {{type}} is unknown. It must be one of {{types}}',
  NAME_TAKEN:
    'The workspace {{workspace}} has an integration with the name {{name}} already. Choose another name',
  NAME_TAKEN_BY_CONFIGURATION:
    'The workspace {{workspace}} has an integration with the name {{name}} already, managed by the portal’s configuration at {{place}}. Choose another name',
  MANAGED_BY_CONFIGURATION:
    'This integration is managed by the portal’s configuration. Change it there, at {{place}}',
  SUSPENDED:
    'This integration is suspended: its workspace {{workspace}} has left the catalog. Assign it to a workspace, or remove it',
  JUST_REMOVED: 'The integration has just been removed',
  CHANGED_BY_SOMEBODY_ELSE:
    'Somebody else has changed this integration since you read it. Read it again, and repeat your change on what is there now',
  NOT_SAVED_TEST_FAILED:
    'Nothing was saved, because the connection test failed: {{reason}}',

  CREDENTIAL_KEY_GONE:
    'The password was encrypted with the key {{key}}, which is not configured any more',
  CREDENTIAL_UNREADABLE:
    'The stored password cannot be decrypted with the key {{key}}: the key is another one, or the password, its address, user name or TLS settings were changed in the database, or it comes from another integration',
  ENTER_PASSWORD_OR_KEY:
    'Edit the integration and enter its password again, or have the portal’s administrators put the encryption key back.',
  ENTER_PASSWORD_AGAIN: 'Edit the integration and enter its password again.',
} as const;
