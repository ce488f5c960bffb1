/** Artifactory 与普通 Docker Registry 的响应。 */
export const jfrogMessagesZh = {
  JFROG_NOT_FOUND: '此地址没有 Artifactory。',
  JFROG_CHECK_ADDRESS:
    '请检查地址：应为打开 Artifactory 网页的地址，可带或不带 /artifactory。如果镜像仓库是其他产品，请选择类型“Docker Registry”或“Harbor”。',
  JFROG_TOO_OLD:
    '这是 Artifactory {{version}}，而受支持的最低版本是 Artifactory {{oldest}}。',
  JFROG_UPGRADE: '请升级 Artifactory。',
  JFROG_REPOSITORY_REFUSED:
    'Artifactory 不允许 {{who}} 列出仓库 {{repository}} 的镜像。',
  JFROG_GIVE_READ:
    '请在 Artifactory 中授予 {{who}} 仓库 {{repository}} 的 Read 权限。或在“镜像库”字段中填写其镜像。',
  JFROG_NO_CATALOGUE: 'Artifactory 不向此用户列出其仓库。',
  JFROG_ENTER_READER:
    '请输入有权读取的用户；或某个仓库的地址 …/artifactory/api/docker/KEY；或在“镜像库”字段中填写镜像，例如 docker-local/team/app。',
  JFROG_HOST_OF_ONE:
    '{{host}} 只提供仓库 {{repository}} 的镜像，因此无法从那里拉取其他仓库的镜像。',
  JFROG_WRITE_ADDRESS_OF_ONE:
    '如果只需要这些镜像，请填写地址 {{address}}。如果需要整个 Artifactory，请填写其总地址，或在“镜像主机”字段中填写拉取镜像的主机。',
  JFROG_HOST_OF_EACH:
    '此 Artifactory 的每个仓库都有各自的镜像主机，因此无法从 {{host}} 拉取。',
  JFROG_ENTER_IMAGE_HOST:
    '请在“镜像主机”字段中填写 {{imageHost}}，地址可保持为 {{address}}。',
  JFROG_PING_FAILED:
    'Artifactory 无法正常工作：其 ping 以 HTTP {{status}} 失败。',
  JFROG_CHECK_LOG: '请 Artifactory 的管理员查看其日志。',
  JFROG_NO_LONGER_THERE:
    'Artifactory 不再在此地址响应：其无需登录的 ping 以 HTTP {{status}} 响应。因此无法判断登录是否有误。',
  JFROG_ASK_WHAT_STANDS_BEFORE:
    '请询问 Artifactory 的管理员其前面有什么，例如代理。',
  JFROG_ACCESS_DOWN: 'Artifactory 有响应，但其登录服务（Access）已停止。',
  JFROG_DOWN: 'Artifactory 已停止，这由其路由器报告。',
  JFROG_CHECK_SERVICE: '请 Artifactory 的管理员检查此服务及其日志。',
  JFROG_LOGIN_SHOWS_NOTHING:
    'Artifactory 向此登录显示的内容与向所有人显示的相同，因此登录可能有误。',
  JFROG_CHECK_LOGIN_OR_EMPTY:
    '请检查用户名和密码或令牌。如果只需要所有人都可读取的内容，请将两者留空。',
  JFROG_LIST_REFUSED:
    'Artifactory 或其前置代理不允许此登录列出其仓库，也没有其他内容表明登录是否正确。',
  JFROG_GIVE_READ_OR_ADDRESS:
    '请在 Artifactory 中授予此用户其 Docker 仓库的 Read 权限。或填写某个仓库的地址 …/artifactory/api/docker/KEY。',
  JFROG_LOGIN_NEEDED: 'Artifactory 要求登录。',
  JFROG_ENTER_LOGIN:
    '请输入用户名和身份令牌；或以“token”为用户名，并输入访问令牌。',
  JFROG_DENIED_EVERYTHING:
    '登录失败：Artifactory 或其前置代理拒绝 {{username}} 的一切访问。密码或令牌已过期，或账户已被禁用。',
  JFROG_REJECTED_TOKEN: '登录失败：Artifactory 拒绝了访问令牌。',
  JFROG_CHECK_TOKEN:
    '请检查它是否完整，是访问令牌而不是身份令牌，且未被吊销、未过期。',
  JFROG_REJECTED_PASSWORD: '登录失败：Artifactory 拒绝了用户名或密码。',
  JFROG_CHECK_PASSWORD:
    '请检查两者。通过单点登录的用户需要以身份令牌作为密码；自 Artifactory 7.98 起不再支持 API 密钥。单独使用访问令牌时，请以“token”为用户名。',
  JFROG_NOT_AN_IMAGE: '“{{name}}”不是 Artifactory 中镜像的名称。',
  JFROG_WRITE_IMAGE: '请连同其仓库键一起填写，例如 docker-local/team/app。',
  JFROG_NO_GROUP: '“{{group}}”不是 Artifactory 中组的名称。',
  JFROG_ENTER_GROUP: '请输入 Artifactory 的一个组，它只能读取这些仓库。',
  JFROG_MAY_NOT_MINT:
    'Artifactory 不允许 {{who}} 为组 {{group}} 创建访问令牌。',
  JFROG_ENTER_PLATFORM_ADMIN:
    '只有 JFrog Platform 的管理员能为组创建令牌。请在集成中使用管理员，最好以范围为 Admin 的访问令牌作为密码。或选择单独的拉取凭据。',
  JFROG_MAY_NOT_REVOKE:
    'Artifactory 不允许 {{who}} 撤销访问令牌，因此无法撤销 {{name}}。',
  JFROG_REVOKE_TOKEN:
    '请在集成中使用 JFrog Platform 的管理员。或在 JFrog Platform 中撤销用户 {{name}} 的令牌。',
  JFROG_NO_TOKENS: '未找到 Artifactory 的令牌服务（/access/api/v1/tokens）。',
  JFROG_CHECK_ACCESS:
    '它需要 Artifactory 7.21.1 或更高版本，以及同时转发 /access 的代理。或选择单独的拉取凭据。',

  DOCKER_NO_CATALOGUE_ANONYMOUS: '镜像仓库不向未登录者列出其镜像库。',
  DOCKER_NAME_OR_ENTER_USER:
    '请在“镜像库”字段中填写镜像库，或输入有权列出它们的用户。',
  DOCKER_NAME_OR_ENTER_ANOTHER:
    '请在“镜像库”字段中填写镜像库，或输入另一个有权列出它们的用户。',
};
