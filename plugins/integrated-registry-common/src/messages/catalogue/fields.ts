/** Words for fields, in error messages and as labels of the form; help below inputs of the form. */
export const fieldMessages = {
  FIELD_ADDRESS: 'Address',
  FIELD_CA_CERTIFICATE: 'CA certificate',
  FIELD_CLUSTER: 'Cluster',
  FIELD_CURSOR: 'Cursor',
  FIELD_DECLARED_REPOSITORIES: 'Declared repositories',
  FIELD_DECLARED_REPOSITORY: 'Repository',
  FIELD_DESCRIPTION: 'Description',
  FIELD_DIGEST: 'Digest',
  FIELD_ENTITY_REF: 'Entity ref',
  FIELD_EXPIRY_DATE: 'Expiry date',
  FIELD_GLOB: 'Glob',
  FIELD_GROUP: 'Group',
  FIELD_IMAGE_HOST: 'Image host',
  FIELD_IMAGE_REFERENCE: 'Image reference',
  FIELD_INTEGRATION: 'Integration',
  FIELD_INTEGRATION_ID: 'integrationId',
  FIELD_NAME: 'Name',
  FIELD_NAMESPACE: 'Namespace',
  FIELD_PASSWORD: 'Password',
  FIELD_PROJECT: 'Project',
  FIELD_REPOSITORY: 'Repository',
  FIELD_REPOSITORY_FILTER: 'Repository filter',
  FIELD_SEARCH: 'Search text',
  FIELD_SERVICE_ACCOUNT: 'ServiceAccount',
  FIELD_SKIP_VERIFY: 'Do not verify the registry’s certificate',
  FIELD_TAG: 'Tag',
  FIELD_TAG_OR_DIGEST: 'Tag or digest',
  FIELD_TAG_PATTERN: 'Tag pattern',
  FIELD_VARIANT: 'Variant',
  FIELD_TLS: 'TLS',
  FIELD_TYPE: 'Type',
  FIELD_USERNAME: 'User name',
  FIELD_VERSION_LINE: 'Version line',
  FIELD_WORKSPACE: 'Workspace',
  FIELD_WORKSPACES: 'Workspaces',

  HELP_ADDRESS:
    'Address of the registry’s API, such as https://registry.example.com',
  HELP_CA_CERTIFICATE:
    'PEM format. Trusted in addition to the system’s certificates, for registries that use your own CA.',
  HELP_DECLARED_REPOSITORIES:
    'One per line. For registries that do not list their repositories.',
  HELP_EXPIRY_DATE:
    'Date on which the password expires; the portal warns in time. Leave empty if it does not expire or the registry reports it.',
  HELP_IMAGE_HOST:
    'Host used in image references, if different from the address.',
  HELP_NAME: 'Shown to members of the workspace.',
  HELP_PASSWORD:
    'Password or token. It is stored encrypted and never shown again.',
  HELP_REPOSITORY_FILTER:
    'One pattern per line, such as team/*. If set, only matching repositories are listed.',
} as const;
