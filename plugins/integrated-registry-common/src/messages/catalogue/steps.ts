/** What the checks of the built-in types have found: texts of a connection test's steps. */
export const stepMessages = {
  ONE_REPOSITORY: '1 repository',
  REPOSITORIES: '{{repositories}} repositories',
  ONE_PROJECT: '1 project',
  PROJECTS: '{{projects}} projects',
  REGISTRY_ANSWERS: 'A registry answers.',
  REGISTRY_ANSWERS_WITH_LOGIN: 'A registry answers, and demands a login.',
  FOUND_DECLARED:
    'The declared list of repositories is used; {{repository}} was found.',
  FOUND_DECLARED_OF:
    'The declared list of {{repositories}} is used; {{repository}} was found.',
  FOUND_REPOSITORIES: 'The registry lists {{repositories}}.',
  FOUND_FIRST_PAGE:
    'The registry lists its repositories; the first page has {{repositories}}.',
  FOUND_NO_REPOSITORIES: 'The registry lists no repositories.',
  LOGIN_ACCEPTED: 'The registry accepted the login of {{username}}.',
  LOGIN_ANONYMOUS: 'The registry lets callers in without a login.',
  LOGIN_NOT_DEMANDED: 'The registry demands no login.',
  LOGIN_NOT_CHECKED:
    'The registry demands no login, so user name and password could not be checked.',

  HARBOR_ANSWERS: 'Harbor answers.',
  HARBOR_VERSION_ANSWERS: 'Harbor {{version}} answers.',
  HARBOR_LOGIN_ACCEPTED: 'Harbor accepted the login of {{username}}.',
  HARBOR_ROBOT_ACCEPTED:
    'Harbor accepted the login of the robot account {{username}}.',
  HARBOR_ROBOT_ACCEPTED_UNTIL:
    'Harbor accepted the login of the robot account {{username}}, which expires on {{until}}.',
  HARBOR_ROBOT_ACCEPTED_FOREVER:
    'Harbor accepted the login of the robot account {{username}}, which never expires.',
  HARBOR_SHOWS: 'Harbor shows this account {{projects}}.',
  HARBOR_SHOWS_BUT: 'Harbor shows this account {{projects}}. {{reason}}',
  HARBOR_SHOWS_EMPTY:
    'Harbor shows this account {{projects}}, with no repository in the first ones.',
  HARBOR_SHOWS_NOTHING: 'Harbor shows this account no repository.',

  JFROG_ANSWERS: 'Artifactory answers.',
  JFROG_VERSION_ANSWERS: 'Artifactory {{version}} answers.',
  JFROG_ACCEPTED: 'Artifactory accepted the login of {{username}}.',
  JFROG_ACCEPTED_TOKEN: 'Artifactory accepted the access token.',
  JFROG_LETS_IN: 'Artifactory lets callers in without a login.',
  JFROG_SHOWS_NOTHING:
    'Artifactory shows this user no Docker or OCI repository.',
  JFROG_SHOWS_ONE:
    'Artifactory shows this user 1 Docker or OCI repository: {{repository}}.',
  JFROG_SHOWS:
    'Artifactory shows this user {{repositories}} Docker and OCI repositories.',
  JFROG_SHOWS_ONE_EMPTY:
    'Artifactory shows this user 1 Docker or OCI repository: {{repository}}; with no image in them.',
  JFROG_SHOWS_EMPTY:
    'Artifactory shows this user {{repositories}} Docker and OCI repositories; with no image in them.',
} as const;
