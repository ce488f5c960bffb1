/** 内置类型的检查结果：连接测试各步骤的文本。 */
export const stepMessagesZh = {
  ONE_REPOSITORY: '1 个镜像库',
  REPOSITORIES: '{{repositories}} 个镜像库',
  ONE_PROJECT: '1 个项目',
  PROJECTS: '{{projects}} 个项目',
  REGISTRY_ANSWERS: '有镜像仓库响应。',
  REGISTRY_ANSWERS_WITH_LOGIN: '有镜像仓库响应，并要求登录。',
  FOUND_DECLARED: '使用声明的镜像库列表；已找到 {{repository}}。',
  FOUND_DECLARED_OF:
    '使用声明的列表，共 {{repositories}}；已找到 {{repository}}。',
  FOUND_REPOSITORIES: '镜像仓库列出 {{repositories}}。',
  FOUND_FIRST_PAGE: '镜像仓库列出其镜像库；第一页有 {{repositories}}。',
  FOUND_NO_REPOSITORIES: '镜像仓库未列出任何镜像库。',
  LOGIN_ACCEPTED: '镜像仓库接受了 {{username}} 的登录。',
  LOGIN_ANONYMOUS: '镜像仓库允许未登录者访问。',
  LOGIN_NOT_DEMANDED: '镜像仓库不要求登录。',
  LOGIN_NOT_CHECKED: '镜像仓库不要求登录，因此无法检查用户名和密码。',

  HARBOR_ANSWERS: 'Harbor 有响应。',
  HARBOR_VERSION_ANSWERS: 'Harbor {{version}} 有响应。',
  HARBOR_LOGIN_ACCEPTED: 'Harbor 接受了 {{username}} 的登录。',
  HARBOR_ROBOT_ACCEPTED: 'Harbor 接受了机器人账户 {{username}} 的登录。',
  HARBOR_ROBOT_ACCEPTED_UNTIL:
    'Harbor 接受了机器人账户 {{username}} 的登录，该账户于 {{until}} 过期。',
  HARBOR_ROBOT_ACCEPTED_FOREVER:
    'Harbor 接受了机器人账户 {{username}} 的登录，该账户永不过期。',
  HARBOR_SHOWS: 'Harbor 向此账户显示 {{projects}}。',
  HARBOR_SHOWS_BUT: 'Harbor 向此账户显示 {{projects}}。{{reason}}',
  HARBOR_SHOWS_EMPTY: 'Harbor 向此账户显示 {{projects}}，前几个中没有镜像库。',
  HARBOR_SHOWS_NOTHING: 'Harbor 未向此账户显示任何镜像库。',

  JFROG_ANSWERS: 'Artifactory 有响应。',
  JFROG_VERSION_ANSWERS: 'Artifactory {{version}} 有响应。',
  JFROG_ACCEPTED: 'Artifactory 接受了 {{username}} 的登录。',
  JFROG_ACCEPTED_TOKEN: 'Artifactory 接受了访问令牌。',
  JFROG_LETS_IN: 'Artifactory 允许未登录者访问。',
  JFROG_SHOWS_NOTHING: 'Artifactory 未向此用户显示任何 Docker 或 OCI 仓库。',
  JFROG_SHOWS_ONE:
    'Artifactory 向此用户显示 1 个 Docker 或 OCI 仓库：{{repository}}。',
  JFROG_SHOWS:
    'Artifactory 向此用户显示 {{repositories}} 个 Docker 和 OCI 仓库。',
  JFROG_SHOWS_ONE_EMPTY:
    'Artifactory 向此用户显示 1 个 Docker 或 OCI 仓库：{{repository}}；其中没有镜像。',
  JFROG_SHOWS_EMPTY:
    'Artifactory 向此用户显示 {{repositories}} 个 Docker 和 OCI 仓库；其中没有镜像。',
};
