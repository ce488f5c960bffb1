/** Harbor 的响应。 */
export const harborMessagesZh = {
  HARBOR_TOO_OLD: '这是 Harbor {{version}}，而受支持的最低版本是 Harbor 2.0。',
  HARBOR_UPGRADE: '请将 Harbor 升级到 2.0 或更高版本。',
  HARBOR_NOT_FOUND: '此地址没有 Harbor。',
  HARBOR_CHECK_ADDRESS:
    '请检查地址：应为打开 Harbor 网页的地址。如果镜像仓库是其他产品，请选择类型“Docker Registry”或“JFrog Artifactory”。',
  HARBOR_LOGIN_NEEDED: '未登录时，Harbor 不显示其私有项目。',
  HARBOR_ENTER_LOGIN: '请输入机器人账户或用户的名称和密码。',
  HARBOR_STORAGE_DOWN:
    'Harbor 有响应，但其镜像存储（registry）没有：/v2/ 以 HTTP {{status}} 失败。',
  HARBOR_CHECK_STORAGE: '请 Harbor 的管理员检查 registry 组件及其存储。',
  HARBOR_REGISTRY_REFUSED:
    'Harbor 接受了 {{username}} 的登录，但其 registry（/v2/）拒绝了，因此无法拉取镜像。',
  HARBOR_CHECK_CORE:
    '请 Harbor 的管理员查看其 core 的日志，以及 harbor.yml 中的 external_url。',
  HARBOR_DENIED_EVERYTHING:
    '登录失败：Harbor 或其前置代理拒绝 {{username}} 的一切访问。密码已过期，或账户已被禁用。',
  HARBOR_RENEW_PASSWORD: '请更新密码并在集成中输入，或启用该账户。',
  HARBOR_REJECTED_SECRET:
    '登录失败：Harbor 拒绝了 {{username}} 的用户名或令牌。',
  HARBOR_CHECK_ROBOT:
    '请检查机器人账户的完整名称、令牌，以及它未被禁用且未过期。',
  HARBOR_REJECTED_PASSWORD:
    '登录失败：Harbor 拒绝了 {{username}} 的用户名或密码。',
  HARBOR_CHECK_USER:
    '请检查用户名和密码。通过单点登录使用 Harbor 的用户需要改用机器人账户。如果 Harbor 用 LDAP 检查密码，请检查它能否访问 LDAP。',
  HARBOR_COMPONENT_DOWN:
    'Harbor 无法正常工作：其健康检查显示 {{component}}已停止。',
  HARBOR_COMPONENTS_DOWN:
    'Harbor 无法正常工作：其健康检查显示 {{components}}已停止。',
  HARBOR_CORE: '其 core ',
  HARBOR_DATABASE: '其数据库',
  HARBOR_REDIS: '其缓存（redis）',
  HARBOR_REGISTRY: '其镜像存储（registry）',
  HARBOR_CHECK_COMPONENTS: '请 Harbor 的管理员检查这些组件及其日志。',
  HARBOR_PROJECTS_FAILED:
    'Harbor 无法正常工作：请求其项目时以 HTTP {{status}} 失败。其数据库可能已停止。',
  HARBOR_CHECK_DATABASE: '请 Harbor 的管理员检查其数据库，以及 core 的日志。',
  HARBOR_REFUSES_EVERYBODY:
    'Harbor 或其前置代理也拒绝未登录者：其任何人都可列出的项目以 HTTP {{status}} 响应。因此无法判断登录是否有误。',
  HARBOR_ASK_WHAT_REFUSES:
    '请询问 Harbor 的管理员是什么拒绝了本门户。如果拒绝未登录者是正确的，请检查用户名和密码。',
  HARBOR_PROJECT_HIDDEN:
    'Harbor 不再向 {{who}} 显示项目 {{project}}，且未表明该项目已不存在。',
  HARBOR_GIVE_ACCESS:
    '请重新授予 {{who}} 对项目 {{project}} 的访问权限。如果该项目已被删除，请清除其镜像库。',
  HARBOR_PROJECT_REFUSED: 'Harbor 不允许{{who}}列出项目 {{project}} 的镜像库。',
  HARBOR_GIVE_LIST:
    '请在 Harbor 中授予{{who}}项目 {{project}} 的权限“Repository: List”。或在“镜像库”字段中填写其镜像库。',
  HARBOR_CLI_SECRET:
    'Harbor 接受此密码用于镜像，但不用于镜像列表：它是通过单点登录的用户的 CLI 密码。',
  HARBOR_USE_ROBOT: '请使用机器人账户，或在“镜像库”字段中填写镜像库。',
  HARBOR_LIST_ENDLESS: '{{what}}的列表没有终点。',
  HARBOR_PAGE_REPEATED: 'Harbor 的列表没有终点：第 {{page}} 页与前一页相同。',
  HARBOR_LIST_CHANGED: '读取时{{what}}中有内容被删除，可能仍在列表中。',
  HARBOR_WAIT_FOR_CRAWL: '请等待下一次抓取，或选择“刷新”。',
  HARBOR_LIST_TAGS_AGAIN: '请重新列出标签。',
  HARBOR_ENTRIES_TOO_LARGE:
    '{{what}}中有部分条目被略去：Harbor 对它们的响应超过了本门户读取的大小。',
  HARBOR_PUSH_WITH_LESS:
    '如果知道标签，请直接输入。请减少并缩短这些镜像的 label，然后重新推送。',
  HARBOR_SHORTEN_DESCRIPTIONS: '请在 Harbor 中缩短这些镜像库的描述。',
  HARBOR_MORE_THAN_PAGES: 'Harbor 表示{{what}}的内容多于其各页给出的。',
  HARBOR_CHECK_PAGING: '请 Harbor 的管理员检查其分页及前置代理。',
  HARBOR_CANNOT_SCAN: 'Harbor 目前无法扫描此制品。',
  HARBOR_CHECK_SCANNER:
    '请询问 Harbor 的管理员是否为该项目设置了扫描器，以及它能否读取此类制品。',
  HARBOR_GIVE_PERMISSION:
    '请在 Harbor 的此项目中授予该账户权限“{{permission}}”。',
  HARBOR_NO_PROJECT: 'Harbor 没有项目 {{project}}。',
  HARBOR_ONLY_CACHED:
    '只列出 Harbor 已缓存的 {{repository}} 的标签：其代理缓存背后的镜像仓库未列出其他标签。',
  HARBOR_CHECK_ENDPOINT:
    '如果您知道标签，请直接输入。请在 Harbor 中检查该项目的仓库端点是否健康。',
  HARBOR_NO_DETAILS:
    '{{repository}} 的标签的时间和大小未知：Harbor 不允许此账户列出制品。',
  HARBOR_NOT_A_REPOSITORY: '“{{name}}”不是 Harbor 中镜像库的名称。',
  HARBOR_WRITE_REPOSITORY: '请连同其项目一起填写，例如 library/app。',

  HARBOR_MAY_NOT_MINT:
    'Harbor 不允许 {{username}} 在项目 {{project}} 中创建机器人账户。',
  HARBOR_MAKE_PROJECT_ADMIN:
    '请在 Harbor 中将 {{username}} 设为 {{project}} 的项目管理员。如果它是机器人账户，请在集成中改用这样的用户。或选择单独的拉取凭据。',
  HARBOR_MAY_NOT_MINT_SYSTEM:
    'Harbor 不允许 {{username}} 创建系统级机器人账户，而多个项目需要系统级机器人账户。',
  HARBOR_MAKE_SYSTEM_ADMIN:
    '请在集成中使用 Harbor 的系统管理员，或将集成限制为一个项目。或选择单独的拉取凭据。',
  HARBOR_CANNOT_MINT:
    'Harbor 没有为 {{projects}} 创建机器人账户：某个项目不存在，或此 Harbor 低于 2.2。',
  HARBOR_CHECK_MINTING: '请检查项目和 Harbor 的版本。或选择单独的拉取凭据。',
  HARBOR_ROBOT_EXISTS: 'Harbor 已有机器人账户 {{name}}。',
  HARBOR_MAY_NOT_REVOKE:
    'Harbor 不允许 {{username}} 列出和删除机器人账户，因此无法删除 {{name}}。',
  HARBOR_DELETE_ROBOT:
    '请授予集成的用户创建该机器人账户时的权限：项目管理员；对于多个项目，系统管理员。或在 Harbor 中删除 {{name}}。',
};
