/** What is recognised behind an address, and what fits it better. */
export const vendorMessages = {
  VENDOR: 'This is {{vendor}}.',
  VENDOR_DOCKER_HUB:
    'This is {{vendor}}. Log in with your user name and a personal access token, and declare the repositories: Docker Hub has no catalogue.',
  VENDOR_GITHUB:
    'This is {{vendor}}. Log in with your user name and a classic personal access token with read:packages, and declare the repositories: it has no catalogue.',
  VENDOR_GITLAB:
    'This is {{vendor}}. Log in with a deploy token or a personal access token with read_registry, and declare the repositories: it has no catalogue.',
  VENDOR_QUAY:
    'This is {{vendor}}. Log in with a robot account, such as team+portal.',
  VENDOR_ECR_PUBLIC:
    'This is {{vendor}}. Declare the repositories: it has no catalogue.',
  VENDOR_ECR:
    'This is {{vendor}}. Log in as AWS with the password of “aws ecr get-login-password”. It is valid for 12 hours.',
  VENDOR_ACR:
    'This is {{vendor}}. Log in with a service principal or a token of the registry that may read content and metadata.',
  VENDOR_GOOGLE:
    'This is {{vendor}}. Log in as _json_key, with the whole key file of a service account as the password.',
  VENDOR_NEXUS:
    'This is {{vendor}}. Enter in the field “Image host” where its images are pulled from: a port or a host of its own.',

  SUGGEST_HARBOR:
    'This is Harbor. With the type Harbor, the portal also shows projects, push times and vulnerabilities.',
  SUGGEST_JFROG:
    'This is JFrog Artifactory. With the type JFrog Artifactory, the portal finds out where its images are pulled from.',
  SUGGEST_GITLAB:
    'This is GitLab. Its container registry has an address of its own: the page “Container registry” of a project shows it in its commands, such as registry.gitlab.example.com.',
  SUGGEST_NEXUS:
    'This is Nexus Repository. Each of its Docker repositories has an address of its own: a port, a host, or …/repository/NAME.',
  SUGGEST_ADDRESS: 'A registry answers at {{address}}.',
  SUGGEST_PLAIN_ADDRESS:
    'A registry answers at {{address}}. Over plain http nothing is encrypted: anyone on the way can read the password.',
} as const;
