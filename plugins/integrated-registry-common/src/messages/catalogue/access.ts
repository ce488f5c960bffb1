/** Why somebody may not do something, or there is nothing there for them. */
export const accessMessages = {
  ACCESS_DENIED:
    'You may not use the Integrated Registry. Ask the portal’s administrators for the permission integrated-registry.access',
  SIGN_IN: 'Sign in to use the Integrated Registry',
  NOTHING_HERE: 'There is nothing here for you',
  SERVICE_MAY_NOT_CHANGE:
    'Services may not change integrations. Declare the integration under integratedRegistry.integrations in the configuration, or sign in as an admin of its workspace',
  SERVICE_RESTRICTED:
    'Access denied: the access restrictions of this service token leave out the permission {{permission}}. Add it to accessRestrictions of the token in backend.auth.externalAccess',
  IMAGE_USES_DENIED:
    'You may not record image uses. Ask the portal’s administrators for the permission {{permission}}',
  IMAGE_USES_OF_OTHERS:
    'You may not record image uses of {{entity}}: neither you nor {{workspace}} own it. Ask one of its owners',
  MAY_NOT_READ:
    'You may not read this integration. Ask an admin of its workspace',
  MAY_NOT_USE:
    'You may not use this integration. Ask an admin of its workspace',
  MAY_NOT_UPDATE:
    'You may not update this integration. Ask an admin of its workspace',
  MAY_NOT_DELETE:
    'You may not delete this integration. Ask an admin of its workspace',
  MAY_NOT_CREDENTIAL:
    'You may not change the credential of this integration. Ask an admin of its workspace',
  CREDENTIAL_CHANGE_DENIED:
    'You may not change the credential of this integration. Leave user name, password and expiry date as they are, or ask the portal’s administrators for the permission {{permission}}',
  CREDENTIAL_OF_NEW_DENIED:
    'You may not put a credential into integrations of the workspace {{workspace}}. Integrate the registry without user name, password and expiry date, or ask the portal’s administrators for the permission {{permission}}',
  INTEGRATE_DENIED_BY_POLICY:
    'The portal’s rules do not let you integrate a registry of the type {{type}} for the workspace {{workspace}}. Ask the portal’s administrators',
  INTEGRATE_ADMINS_ONLY:
    'Only admins of the workspace {{workspace}} may integrate registries for it',
  SHARE_PLATFORM_ADMINS_ONLY:
    'Only the portal’s platform admins may share an integration. Ask one of them',
  RENAME_PLATFORM_ADMINS_ONLY:
    'Only platform admins of this portal rename an integration that is shared: templates and other workspaces go by its name. Ask one of them',
  CONFIRM_PLATFORM_ADMINS_ONLY:
    'Only the portal’s platform admins may confirm an image host. Ask one of them',
  ASSIGN_PLATFORM_ADMINS_ONLY:
    'Only the portal’s platform admins may assign an integration to a workspace. Ask one of them',
  NO_SUCH_GROUP:
    'There is no group {{group}} in the catalog. A workspace is a group of the catalog',
  CATALOG_WITHOUT_GROUPS:
    'The catalog has no group {{groups}}. A workspace is a group of the catalog',
  NO_SUCH_WORKSPACE: 'There is no workspace {{workspace}} that you belong to',
  NO_SUCH_INTEGRATION: 'There is no integration with the id {{id}}',
  NO_INTEGRATION_WITH_THIS_ID: 'There is no integration with this id',

  SHARED_NOT_FOUND:
    'The registry has no such image, or does not show it to the portal',
  SHARED_CHECK_NAME:
    'Check the name. If it is right, ask the owners of the registry.',
  SHARED_UNUSABLE: 'The registry cannot be used at the moment ({{code}})',
  SHARED_GAP: 'Some repositories of this registry are not listed.',
  SHARED_ASK_OWNERS:
    'Its owners see why in the Integrated Registry page. Ask them.',
} as const;
