/** What Harbor answers. */
export const harborMessages = {
  HARBOR_TOO_OLD:
    'This is Harbor {{version}}, and Harbor 2.0 is the oldest that is supported.',
  HARBOR_UPGRADE: 'Upgrade Harbor to 2.0 or later.',
  HARBOR_NOT_FOUND: 'There is no Harbor at this address.',
  HARBOR_CHECK_ADDRESS:
    'Check the address: it should be the one under which Harbor’s web page opens. If the registry is of another make, choose the type “Docker Registry” or “JFrog Artifactory”.',
  HARBOR_LOGIN_NEEDED:
    'Harbor shows its private projects to nobody without a login.',
  HARBOR_ENTER_LOGIN:
    'Enter the name and the secret of a robot account, or of a user.',
  HARBOR_STORAGE_DOWN:
    'Harbor answers, but its image storage (registry) does not: /v2/ failed with HTTP {{status}}.',
  HARBOR_CHECK_STORAGE:
    'Ask Harbor’s administrator to look at the registry component and at its storage.',
  HARBOR_REGISTRY_REFUSED:
    'Harbor accepted the login of {{username}}, and its registry (/v2/) refused it, so no image can be pulled.',
  HARBOR_CHECK_CORE:
    'Ask Harbor’s administrator to look at the log of its core, and at external_url in harbor.yml.',
  HARBOR_DENIED_EVERYTHING:
    'Login failed: Harbor, or a proxy before it, denies {{username}} everything. The password has expired, or the account is disabled.',
  HARBOR_RENEW_PASSWORD:
    'Renew the password and enter it in the integration, or enable the account.',
  HARBOR_REJECTED_SECRET:
    'Login failed: Harbor rejected the user name or secret of {{username}}.',
  HARBOR_CHECK_ROBOT:
    'Check the robot account’s whole name, its secret, and that it is neither disabled nor expired.',
  HARBOR_REJECTED_PASSWORD:
    'Login failed: Harbor rejected the user name or password of {{username}}.',
  HARBOR_CHECK_USER:
    'Check user name and password. Who logs in to Harbor through a single sign-on needs a robot account instead. Where Harbor checks passwords with LDAP, check that it reaches LDAP.',
  HARBOR_COMPONENT_DOWN:
    'Harbor is not working: by its own health check, {{component}} is down.',
  HARBOR_COMPONENTS_DOWN:
    'Harbor is not working: by its own health check, {{components}} are down.',
  HARBOR_CORE: 'its core',
  HARBOR_DATABASE: 'its database',
  HARBOR_REDIS: 'its cache (redis)',
  HARBOR_REGISTRY: 'its image storage (registry)',
  HARBOR_CHECK_COMPONENTS:
    'Ask Harbor’s administrator to look at these components and at their logs.',
  HARBOR_PROJECTS_FAILED:
    'Harbor is not working: it failed with HTTP {{status}} when it was asked for its projects. Its database may be down.',
  HARBOR_CHECK_DATABASE:
    'Ask Harbor’s administrator to look at its database, and at the log of its core.',
  HARBOR_REFUSES_EVERYBODY:
    'Harbor, or a proxy before it, refuses callers without a login as well: its projects, which everybody may list, were answered with HTTP {{status}}. So nothing tells whether the login is wrong.',
  HARBOR_ASK_WHAT_REFUSES:
    'Ask Harbor’s administrator what refuses the portal. If it is right that callers without a login are refused, check user name and password.',
  HARBOR_PROJECT_HIDDEN:
    'Harbor no longer shows the project {{project}} to {{who}}, and does not say that it is gone.',
  HARBOR_GIVE_ACCESS:
    'Give {{who}} access to the project {{project}} again. If it was deleted, forget its repositories.',
  HARBOR_PROJECT_REFUSED:
    'Harbor does not allow {{who}} to list the repositories of the project {{project}}.',
  HARBOR_GIVE_LIST:
    'In Harbor, give {{who}} the permission “Repository: List” for the project {{project}}. Or name its repositories in the field “Repositories”.',
  HARBOR_CLI_SECRET:
    'Harbor accepts this password for images, but not for the list of them: it is the CLI secret of somebody who logs in by single sign-on.',
  HARBOR_USE_ROBOT:
    'Use a robot account, or name the repositories in the field “Repositories”.',
  HARBOR_LIST_ENDLESS: 'The list of {{what}} does not end.',
  HARBOR_PAGE_REPEATED:
    'A list of Harbor does not end: page {{page}} is the same as the one before.',
  HARBOR_LIST_CHANGED:
    'Something was deleted from {{what}} while it was read, and may still be listed.',
  HARBOR_WAIT_FOR_CRAWL: 'Wait for the next crawl, or choose Refresh.',
  HARBOR_LIST_TAGS_AGAIN: 'List the tags again.',
  HARBOR_ENTRIES_TOO_LARGE:
    'Some entries are left out of {{what}}: Harbor’s answer for them is larger than the portal reads.',
  HARBOR_PUSH_WITH_LESS:
    'Type the tag if you know it. Push these images again with fewer and shorter labels.',
  HARBOR_SHORTEN_DESCRIPTIONS:
    'In Harbor, shorten the descriptions of these repositories.',
  HARBOR_MORE_THAN_PAGES:
    'Harbor says that there is more in {{what}} than its pages gave.',
  HARBOR_CHECK_PAGING:
    'Ask Harbor’s administrator to check its paging and the proxy before it.',
  HARBOR_CANNOT_SCAN: 'Harbor cannot scan this artifact now.',
  HARBOR_CHECK_SCANNER:
    'Ask Harbor’s administrator whether a scanner is set up for the project, and whether it can read this kind of artifact.',
  HARBOR_GIVE_PERMISSION:
    'Give the account the permission “{{permission}}” in this project of Harbor.',
  HARBOR_NO_PROJECT: 'Harbor has no project {{project}}.',
  HARBOR_ONLY_CACHED:
    'Only the tags of {{repository}} that Harbor has cached are listed: the registry behind its proxy cache did not list the others.',
  HARBOR_CHECK_ENDPOINT:
    'Type the tag if you know it. Check in Harbor that the registry endpoint of the project is healthy.',
  HARBOR_NO_DETAILS:
    'Times and sizes of the tags of {{repository}} are not known: Harbor does not let this account list artifacts.',
  HARBOR_NOT_A_REPOSITORY:
    '“{{name}}” is not the name of a repository in Harbor.',
  HARBOR_WRITE_REPOSITORY: 'Write it with its project, as in library/app.',

  HARBOR_MAY_NOT_MINT:
    'Harbor does not allow {{username}} to make robot accounts in the project {{project}}.',
  HARBOR_MAKE_PROJECT_ADMIN:
    'In Harbor, make {{username}} a project admin of {{project}}. If it is a robot account, enter such a user in the integration instead. Or choose a separate pull credential.',
  HARBOR_MAY_NOT_MINT_SYSTEM:
    'Harbor does not allow {{username}} to make robot accounts of the system, and several projects need one.',
  HARBOR_MAKE_SYSTEM_ADMIN:
    'Enter a system administrator of Harbor in the integration, or limit it to one project. Or choose a separate pull credential.',
  HARBOR_CANNOT_MINT:
    'Harbor made no robot account for {{projects}}: a project does not exist, or this Harbor is older than 2.2.',
  HARBOR_CHECK_MINTING:
    'Check the projects and the version of Harbor. Or choose a separate pull credential.',
  HARBOR_ROBOT_EXISTS: 'Harbor already has a robot account {{name}}.',
  HARBOR_MAY_NOT_REVOKE:
    'Harbor does not allow {{username}} to list and delete robot accounts, so {{name}} could not be deleted.',
  HARBOR_DELETE_ROBOT:
    'Give the user of the integration the rights by which it made the robot account: project admin, or system administrator for several projects. Or delete {{name}} in Harbor.',
} as const;
