/** What Artifactory, and a plain Docker Registry, answer. */
export const jfrogMessages = {
  JFROG_NOT_FOUND: 'There is no Artifactory at this address.',
  JFROG_CHECK_ADDRESS:
    'Check the address: it should be the one under which Artifactory’s web page opens, with or without /artifactory. If the registry is of another make, choose the type “Docker Registry” or “Harbor”.',
  JFROG_TOO_OLD:
    'This is Artifactory {{version}}, and Artifactory {{oldest}} is the oldest that is supported.',
  JFROG_UPGRADE: 'Upgrade Artifactory.',
  JFROG_REPOSITORY_REFUSED:
    'Artifactory does not allow {{who}} to list the images of the repository {{repository}}.',
  JFROG_GIVE_READ:
    'In Artifactory, give {{who}} the permission Read for the repository {{repository}}. Or name its images in the field “Repositories”.',
  JFROG_NO_CATALOGUE:
    'Artifactory does not list its repositories to this user.',
  JFROG_ENTER_READER:
    'Enter a user that may read them; or the address of one repository, …/artifactory/api/docker/KEY; or name the images in the field “Repositories”, as in docker-local/team/app.',
  JFROG_HOST_OF_ONE:
    '{{host}} gives out the images of the repository {{repository}} alone, so those of others could not be pulled from there.',
  JFROG_WRITE_ADDRESS_OF_ONE:
    'For these images alone, write the address {{address}}. For all of Artifactory, write the address it has for all, or enter in the field “Image host” where images are pulled from.',
  JFROG_HOST_OF_EACH:
    'Each repository of this Artifactory has a host of its own for its images, so they could not be pulled from {{host}}.',
  JFROG_ENTER_IMAGE_HOST:
    'Enter {{imageHost}} in the field “Image host”, and {{address}} may stay the address.',
  JFROG_PING_FAILED:
    'Artifactory is not working: its ping failed with HTTP {{status}}.',
  JFROG_CHECK_LOG: 'Ask Artifactory’s administrator to look at its log.',
  JFROG_NO_LONGER_THERE:
    'Artifactory no longer answers at this address: its ping, which needs no login, was answered with HTTP {{status}}. So nothing tells whether the login is wrong.',
  JFROG_ASK_WHAT_STANDS_BEFORE:
    'Ask Artifactory’s administrator what stands before it, such as a proxy.',
  JFROG_ACCESS_DOWN:
    'Artifactory answers, but its login service (Access) is down.',
  JFROG_DOWN: 'Artifactory is down, as its router says.',
  JFROG_CHECK_SERVICE:
    'Ask Artifactory’s administrator to look at this service and at its log.',
  JFROG_LOGIN_SHOWS_NOTHING:
    'Artifactory shows this login nothing that it does not show to everybody, so the login may be wrong.',
  JFROG_CHECK_LOGIN_OR_EMPTY:
    'Check user name and password or token. If only what everybody may read is wanted, leave both empty.',
  JFROG_LIST_REFUSED:
    'Artifactory, or a proxy before it, does not allow this login to list its repositories, and nothing else shows whether the login is right.',
  JFROG_GIVE_READ_OR_ADDRESS:
    'In Artifactory, give this user the permission Read for its Docker repositories. Or enter the address of one repository, …/artifactory/api/docker/KEY.',
  JFROG_LOGIN_NEEDED: 'Artifactory demands a login.',
  JFROG_ENTER_LOGIN:
    'Enter a user name and an identity token; or “token” as the user name, and an access token.',
  JFROG_DENIED_EVERYTHING:
    'Login failed: Artifactory, or a proxy before it, denies {{username}} everything. The password or token has expired, or the account is disabled.',
  JFROG_REJECTED_TOKEN: 'Login failed: Artifactory rejected the access token.',
  JFROG_CHECK_TOKEN:
    'Check that it is whole, an access token and not an identity token, and neither revoked nor expired.',
  JFROG_REJECTED_PASSWORD:
    'Login failed: Artifactory rejected the user name or password.',
  JFROG_CHECK_PASSWORD:
    'Check both. Who logs in by single sign-on needs an identity token as the password; API keys are gone since Artifactory 7.98. For an access token by itself, write “token” as the user name.',
  JFROG_NOT_AN_IMAGE: '“{{name}}” is not the name of an image in Artifactory.',
  JFROG_WRITE_IMAGE:
    'Write it with its repository key, as in docker-local/team/app.',

  JFROG_NO_GROUP: '“{{group}}” is not the name of a group in Artifactory.',
  JFROG_ENTER_GROUP:
    'Enter one group of Artifactory that may read the repositories and do nothing else.',
  JFROG_MAY_NOT_MINT:
    'Artifactory does not allow {{who}} to make an access token for the group {{group}}.',
  JFROG_ENTER_PLATFORM_ADMIN:
    'Only administrators of the JFrog Platform make tokens for groups. Enter one in the integration, best with an access token of the scope Admin as the password. Or choose a separate pull credential.',
  JFROG_MAY_NOT_REVOKE:
    'Artifactory does not allow {{who}} to revoke access tokens, so {{name}} could not be ended.',
  JFROG_REVOKE_TOKEN:
    'Enter an administrator of the JFrog Platform in the integration. Or revoke the token of the user {{name}} in the JFrog Platform.',
  JFROG_NO_TOKENS:
    'Artifactory’s token service (/access/api/v1/tokens) was not found.',
  JFROG_CHECK_ACCESS:
    'It needs Artifactory 7.21.1 or later, and a proxy that also forwards /access. Or choose a separate pull credential.',

  DOCKER_NO_CATALOGUE_ANONYMOUS:
    'The registry does not list its repositories to callers without a login.',
  DOCKER_NAME_OR_ENTER_USER:
    'Name the repositories in the field “Repositories”, or enter a user that may list them.',
  DOCKER_NAME_OR_ENTER_ANOTHER:
    'Name the repositories in the field “Repositories”, or enter another user that may list them.',
} as const;
