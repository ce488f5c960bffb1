/** What is wrong with the fields of a request. */
export const requestMessages = {
  TEXT_MISSING: '{{what}} is missing',
  TEXT_EXPECTED: '{{what}} must be a text',
  TEXT_EMPTY: '{{what}} is empty',
  TEXT_TOO_LONG: '{{what}} is too long: at most {{max}} characters are allowed',
  TEXT_CONTROL_CHARACTERS:
    '{{what}} must not contain line breaks or other control characters',
  TEXT_CONTROL_CHARACTERS_BUT_LINES:
    '{{what}} must not contain control characters',
  TEXT_INVISIBLE_CHARACTERS:
    '{{what}} must not contain invisible characters. Type it anew instead of copying it',
  UNKNOWN_FIELD: 'There is no field {{name}} here',
  UNKNOWN_OPTION: 'There is no option {{name}}. Options: {{known}}',
  UNKNOWN_OPTION_MEANT: 'There is no option {{name}}. Did you mean {{meant}}?',

  ADDRESS_NOT_A_URL:
    'The address is not a URL. Write it such as https://registry.example.com:5000',
  ADDRESS_PROTOCOL:
    'The address must start with https:// or http://. Write it such as https://registry.example.com:5000',
  ADDRESS_WITH_CREDENTIAL:
    'The address carries a user name or password. Take them out and enter them in their own fields',
  ADDRESS_NAMES_AN_IMAGE:
    'The address has no host: it names an image. Write docker.io for Docker Hub, or the host of the registry, such as registry.example.com:5000',
  IMAGE_HOST_WITH_TAG:
    'The image host has neither tag nor digest. Write it such as registry.example.com:5000',
  IMAGE_HOST_READ_AS_REPOSITORY:
    'Container tools would look for {{path}} on Docker Hub, because a host without a dot needs a port. Write it such as registry:443',
  IMAGE_HOST_INVALID:
    'The image host cannot stand before a repository. {{reason}}',

  CA_CERTIFICATE_NOT_PEM:
    'The CA certificate is not in PEM form: it must contain -----BEGIN CERTIFICATE-----',
  CA_CERTIFICATE_WITH_KEY:
    'The CA certificate has a private key in it. Take the key out: only certificates are needed',
  USERNAME_WITH_COLON:
    'The user name must not contain a colon: the password belongs in its own field',
  EXPIRY_DATE_INVALID:
    'The expiry date must be a day such as 2027-01-31, or a moment such as 2027-01-31T12:00:00Z',
  TOO_MANY_DECLARED_REPOSITORIES:
    'Too many repositories: at most {{max}} can be declared',
  TOO_MANY_GLOBS:
    'Too many globs: at most {{max}} are allowed. A glob such as team/** takes many repositories at once',
  GLOBS_TOO_LONG:
    'The globs are too long: all together may have at most {{max}} characters. A glob such as team/** takes many repositories at once',
  SHARING_UNKNOWN:
    'An integration is shared with nobody, workspaces or everybody',
  SHARING_TOO_MANY:
    'Too many workspaces: at most {{max}} can be named. Share with everybody instead',
  SHARING_WITHOUT_WORKSPACE:
    'Name at least one workspace, or share with nobody',
  SHARING_WORKSPACES_UNUSED:
    'Workspaces can only be named where the integration is shared with workspaces',
  CONFIRM_IMAGE_HOST_INVALID: 'confirmImageHost is true or left out',
  TRUE_OR_FALSE: '{{name}} is either true or false',
  LIMIT_INVALID: 'limit is a whole number from 1 to {{max}}',
  WORKSPACE_REF_INVALID:
    'A workspace is the entity ref of a group, such as group:default/payments',
  VERSION_LINE_INVALID: 'Write two numbers with a dot between them, as in 1.4',
  ENTITY_REF_INVALID:
    'Write the entity ref whole, such as component:default/shop',
  CONNECTION_TEST_OF_WHAT:
    'Give either the integrationId of a saved integration, or workspace, type and url of a new one',
  MEDIA_TYPE_INVALID:
    'A media type is written type/subtype, such as application/vnd.cncf.helm.config.v1+json',
  PLATFORM_INVALID:
    'A platform is written os/architecture, such as linux/amd64',
  SELECTION_OF_NOTHING: 'A selection names a tag, a digest or both',
  NEWEST_OF_NOTHING:
    'newest needs a semverRange, a tagPattern or a variant, such as semverRange: ">=1.2 <2"',
  REFERENCE_OR_SELECTION: 'Give either a reference or a selection',

  CURSOR_OF_ANOTHER_LIST:
    'The cursor is not one of this list. Leave it out to begin at the first page',
  IF_MATCH_MISSING:
    'The header If-Match is missing. Read the integration, and send its ETag with the change, so that nobody’s change is lost',
  IF_MATCH_WEAK:
    'If-Match holds a weak ETag, which matches nothing. A proxy may have changed the header: send the field etag of the integration as it was read, without W/',
  IF_MATCH_INVALID:
    'If-Match is not an ETag of an integration. Send the ETag exactly as it was read',
} as const;
