/** How registries answer by the protocol they all speak. `what` is one of the things. */
export const ociMessages = {
  ANSWER_LIMITED:
    'The registry limits how often it may be asked, and refused the request for {{what}}.',
  ANSWER_ABSENT_OR_DENIED:
    'The registry does not have {{what}}, or does not allow this user to read it.',
  CHECK_NAME_AND_ACCESS: 'Check the name, and that this user may read it.',
  ANSWER_ABSENT_OR_LOGIN:
    'The registry does not have {{what}}, or demands a login for it.',
  CHECK_NAME_OR_LOG_IN: 'Check the name, or enter a user name and a password.',
  ANSWER_LOGIN: 'The registry demands a login for {{what}}.',
  DEMANDS_LOGIN: 'The registry demands a login.',
  ENTER_USERNAME_AND_PASSWORD: 'Enter a user name and a password.',
  ANSWER_DENIED:
    'The registry does not allow this user to read {{what}}{{codes}}.',
  ANSWER_DENIED_ANONYMOUS:
    'The registry does not allow callers without a login to read {{what}}{{codes}}.',
  ENTER_WHO_MAY_READ: 'Enter a user name and a password that may read it.',
  ANSWER_ABSENT: 'The registry does not have {{what}}{{codes}}.',
  ANSWER_FAILED:
    'The registry failed with HTTP {{status}}{{codes}} when it was asked for {{what}}.',
  ANSWER_UNEXPECTED:
    'The registry answered HTTP {{status}}{{codes}} to the request for {{what}}.',
  ANSWER_WEB_PAGE: 'A web page came back instead of {{what}}.',
  ANSWER_NOT_JSON:
    'The answer to the request for {{what}} is not whole or not JSON.',
  ANSWER_OF_OTHER_FORM:
    "The answer to the request for {{what}} does not have the form that a registry's answer has.",
  REDIRECTS_PROTOCOL:
    'The registry redirects from {{before}} to {{after}}, and a login does not follow a redirect.',
  WRITE_ADDRESS_WITH: 'Write the address with {{protocol}}',

  LOGIN_DENIED_EVERYTHING:
    'Login failed: {{who}} denies this login everything. The password or token has expired, or the account is disabled.',
  RENEW_PASSWORD_OR_TOKEN:
    'Renew the password or token and enter it in the integration, or enable the account.',
  LOGIN_REJECTED: 'Login failed: {{who}} rejected the user name or password.',
  CHECK_LOGIN_AND_ACCOUNT:
    'Check user name and password, and that the account or token is neither disabled nor expired.',
  LOGIN_REJECTED_AS_UNKNOWN:
    'Login failed: the registry rejected the user name or password, and treats the caller as unknown.',
  NO_REGISTRY_AT_HOST:
    '{{host}} has no registry: its address /v2/ does not exist.',
  HOST_NOT_A_REGISTRY:
    '{{host}} answers, but not as a registry does: it may be a web page, or a proxy that demands a login of its own.',
  LOGIN_OF_OTHER_KIND:
    'The address demands a login of a kind that registries do not have.',
  TOKEN_WITH_OTHER_CHARACTERS:
    'The access token has characters that no access token has.',
  COPY_TOKEN_AGAIN: 'Copy the token again, as a whole and by itself.',

  REALM_INVALID:
    'The registry names “{{realm}}” as the address of its login service (realm), which is not a whole address, so nobody can log in.',
  SET_WHOLE_REALM:
    'Ask the registry’s administrator to set its token address (realm) to a whole one, such as https://registry.example.com/token. In Harbor, that is external_url in harbor.yml.',
  CORRECT_REALM:
    'Ask the registry’s administrator to correct its token address (realm), or to let the portal reach it. In Harbor, that is external_url in harbor.yml.',
  REALM_PLAIN:
    'The registry is reached over https, but wants the login to be sent over plain http.',
  SET_HTTPS_REALM:
    'Ask the registry’s administrator to set its token address (realm) to https. In Harbor, that is external_url in harbor.yml.',
  LOGIN_SERVICE_FAILED_WITH:
    'The registry’s login service failed with HTTP {{status}}. The registry names this address for it: {{address}}.',
  LOGIN_SERVICE_LOG:
    'Try again later. If it stays, ask the registry’s administrator to look at the log of its token service.',
  LOGIN_SERVICE_WITHOUT_TOKEN:
    'The registry’s login service answered without a usable token. The registry names this address for it: {{address}}.',
  LOGIN_SERVICE_REFUSED_TOKEN:
    'Access denied: the registry’s login service gave this user no token for {{names}}.',
  LOGIN_SERVICE_NOT_FOUND:
    'The registry’s login service was not found: {{address}}, the address the registry names for it, answered HTTP 404.',
  LOGIN_SERVICE_FAILED:
    'The registry’s login service failed: {{reason}} The registry names this address for it: {{address}}.',

  NO_CATALOGUE_FOR_USER:
    'The registry does not list its repositories to this user.',
  NO_CATALOGUE: 'The registry has no catalogue of its repositories.',
  LIST_NOT_ENDED_IN_TIME:
    'The registry did not come to the end of {{what}} within {{seconds}} seconds.',
  NO_SUCH_PAGE: 'The list has no such page.',
  START_LIST_AGAIN: 'Start the list again from its beginning.',
  LIST_ENDLESS:
    'The registry names a next page of {{what}} again and again without getting on.',
  CHECK_PAGING_OR_PROXY:
    'Ask the registry’s administrator to look at its paging, or at a proxy before it.',

  NOT_A_REPOSITORY: '“{{name}}” is not the name of a repository.',
  WRITE_REPOSITORY:
    'Write the name as in team/app: letters, digits and . _ - with / between its parts.',
  NOT_A_TAG_OR_DIGEST: '“{{name}}” is neither a tag nor a digest.',
  NOT_A_DIGEST: '“{{name}}” is not a digest.',
  MANIFEST_SCHEMA_1:
    'The registry holds {{what}} in the old manifest format (schema 1), which has been withdrawn.',
  PUSH_AGAIN: 'Push the image again with a current tool.',
  MANIFEST_AMBIGUOUS:
    'The manifest of {{what}} claims to be an index and an image at once.',
  DO_NOT_USE_ASK_PUSHER: 'Do not use this image, and ask who pushed it.',
  NOT_A_MANIFEST: 'What the registry sent for {{what}} is no manifest.',
  DIGEST_MISMATCH: 'The content of {{what}} does not match its digest.',
  DO_NOT_USE_CHECK_STORAGE:
    'Do not use this image. Ask the registry’s administrator to check its storage and any proxy before it.',
  MANIFEST_TOO_LONG:
    '{{what}} names {{entries}} manifests or layers, and the portal reads at most {{max}}. No usual build makes so many: it may have been pushed by mistake, or to do harm.',
  PUSH_WITH_FEWER_ENTRIES:
    'Choose another image, or push this one again with fewer platforms or layers.',
  MANY_REFERRERS:
    'The registry lists {{total}} artifacts at once that are attached to {{artifact}}, and the portal reads at most {{max}}. A pipeline may attach some with each run.',
  MANY_UNTYPED_REFERRERS:
    '{{total}} artifacts of unknown type are attached to {{artifact}}; the first {{read}} were read.',
  REMOVE_ATTACHED: 'Remove attached artifacts that nobody needs.',
} as const;
