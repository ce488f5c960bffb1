/** What a connection test has found, step by step. */
export const connectionMessages = {
  STEP_AFTER_FAILURE: 'Not tried, because an earlier step failed.',
  STEP_PLAIN_HTTP:
    'The address is plain http: nothing is encrypted, so anyone on the way can read the password.',
  STEP_NOT_ENCRYPTED: 'The address starts with http://: nothing is encrypted.',
  STEP_PROXY_RESOLVES: 'The portal’s proxy resolves {{host}}.',
  STEP_IS_ADDRESS: '{{host}} is an address already.',
  STEP_RESOLVES_TO_ONE:
    '{{host}} resolves to 1 address the portal may connect to.',
  STEP_RESOLVES_TO_MANY:
    '{{host}} resolves to {{addresses}} addresses the portal may connect to.',
  STEP_ACCEPTS_CONNECTIONS: '{{target}} accepts connections.',
  STEP_CERTIFICATE:
    '{{protocol}}; certificate issued by {{issuer}}, valid until {{until}}.',
  STEP_CERTIFICATE_UNVERIFIED:
    '{{protocol}}; certificate issued by {{issuer}}, valid until {{until}}; not verified, as the integration asks.',
  UNNAMED_AUTHORITY: 'an unnamed authority',
  STEP_TAGS_LISTED:
    'The tags of {{repository}} can be listed, such as {{tag}}.',
  STEP_NO_REPOSITORY:
    'There is no repository yet, so no list of tags could be tried.',
  STEP_NO_TAG: 'There is no tag yet in {{repositories}}.',
  STEP_NO_IMAGE: 'There is no image yet that could be tried.',
  STEP_MANIFEST_READ: 'The manifest of {{image}} was read ({{digest}}).',
  STEP_MANIFEST_READ_AND:
    'The manifest of {{image}} was read ({{digest}}). {{rest}}',
  STEP_PULLED_AS: 'It can be pulled as {{image}}.',
  STEP_PULL_UNPROVEN:
    'It could not be proven that it can be pulled from {{imageHost}}: {{reason}}',
  NONE_OF_LISTED_IMAGES: 'The registry has none of the images it lists.',
  NOTHING_TO_PULL:
    'Nothing can be pulled from {{address}}: container tools ask https://{{host}}/v2/ whatever path is written, and the images are not there.',
  ENTER_IMAGE_HOST_OR_SERVE:
    'Enter in the field “Image host” where images are pulled from. Where there is no such host, ask the registry’s administrator to serve it at the root of a host.',
  PASSWORD_BEGINS_WITH_BLANK:
    'The password begins with a blank, as copied text often does: remove it if it is not part of the password. {{remedy}}',
  PASSWORD_ENDS_WITH_BLANK:
    'The password ends with a blank, as copied text often does: remove it if it is not part of the password. {{remedy}}',
  PASSWORD_BEGINS_WITH_LINE_BREAK:
    'The password begins with a line break, as copied text often does: remove it if it is not part of the password. {{remedy}}',
  PASSWORD_ENDS_WITH_LINE_BREAK:
    'The password ends with a line break, as copied text often does: remove it if it is not part of the password. {{remedy}}',
  TESTING_THE_CONNECTION: 'Testing the connection',
  TRY_AGAIN_LATER: 'Try again later.',
} as const;
