/** 工作空间的命名空间，及其中用于拉取镜像的 Secret。 */
export const deployingMessagesZh = {
  CLUSTER_NAME_INVALID:
    '不是集群名称：只能包含小写字母、数字和短横线，最多 63 个字符',
  NAMESPACE_NAME_INVALID:
    '不是命名空间名称：只能包含小写字母、数字和短横线，最多 63 个字符',
  SERVICE_ACCOUNT_NAME_INVALID:
    '不是 ServiceAccount 名称：只能包含小写字母、数字、短横线和点',
  TOO_MANY_SERVICE_ACCOUNTS: '一个绑定最多关联 {{max}} 个 ServiceAccount',
  PULL_CREDENTIAL_SOURCE_UNKNOWN: '来源必须是 none、separate、minted 或 own',
  PULL_CREDENTIAL_NEEDS_USER: '单独的拉取凭据需要用户名和密码。请填写两者',
  PULL_CREDENTIAL_UNUSED:
    '用户名、密码和到期日属于单独的拉取凭据。请删除它们，或选择来源 separate',
  PULL_CREDENTIAL_NEEDS_PASSWORD:
    '请输入密码：没有为此用户名和镜像主机存储密码',
  OWN_CREDENTIAL_UNCHECKED:
    '未保存：镜像仓库未说明 {{username}} 是否为管理员。{{reason}}',
  PULL_CREDENTIAL_NOT_SAVED: '未保存：无法使用此凭据拉取镜像。{{reason}}',

  NO_CLUSTERS:
    '未配置集群。请在本门户的配置中添加到 integratedRegistry.clusters',
  CLUSTER_UNKNOWN: '没有集群 {{cluster}}。已配置的集群：{{clusters}}',
  NAMESPACE_BOUND:
    '集群 {{cluster}} 的命名空间 {{namespace}} 属于工作空间 {{owner}}，因此不能绑定到 {{workspace}}。请先移除该绑定',
  NAMESPACE_STILL_BOUND:
    '集群 {{cluster}} 的命名空间 {{namespace}} 中仍有工作空间 {{owner}} 的拉取 Secret。请在该 Secret 移除后再绑定',
  NO_SUCH_BINDING: '没有 ID 为 {{id}} 的命名空间绑定',
  BINDING_OF_CONFIGURATION: '此绑定由本门户的配置管理。请在 {{place}} 处更改',
  BINDING_NOT_DRIFTED: '无需接管：没有其他人更改过此拉取 Secret',
  BIND_DENIED: '您无权绑定命名空间。请向本门户的管理员申请权限 {{permission}}',
  SYNC_ADMINS_ONLY:
    '只有工作空间 {{workspace}} 的管理员可以执行此操作。请联系其中一位',
  DECIDE_ADMINS_ONLY:
    '只有工作空间 {{workspace}} 的管理员可以决定其拉取 Secret 包含哪个凭据。请联系其中一位',

  MINT_GROUP_UNUSED:
    '用户组属于自动创建的拉取凭据。请删除它，或选择来源 minted',
  MINT_GROUP_INVALID: '不是用户组名称：不能包含引号、逗号、冒号、星号或反斜杠',
  MINT_NEEDS_GROUP:
    '请填写镜像仓库中的用户组，凭据将获得其权限。该组应只能拉取',
  MINT_WITHOUT_GROUP:
    '此处不能填写用户组：镜像仓库按项目创建凭据，或集成属于其他工作空间。请删除它',
  MINT_NOT_SAVED: '未保存：本门户无法创建拉取凭据。{{reason}}',
  MINT_UNSUPPORTED:
    '{{integration}} 的镜像仓库无法为此工作空间创建拉取凭据。请选择单独的凭据',
  MINT_WITHOUT_PROJECTS:
    '尚不知道 {{integration}} 的任何项目。请等待其镜像库索引完成',
  MINTED_UNPROVEN: '镜像仓库已创建凭据，但无法使用它拉取镜像。{{reason}}',
  MINT_TOO_SLOW: '镜像仓库耗时过长',
  MINT_PENDING: '正在创建 {{integration}} 的拉取凭据',
  MINT_FAILED: '无法创建 {{integration}} 的新拉取凭据。{{reason}}',
  MINT_TRIED_AGAIN: '本门户会自动重试。管理员可以重新决定以立即重试。',

  OWN_REFUSED_SHARED: '此集成属于其他工作空间，其凭据只留在那里',
  OWN_REFUSED_ADMINISTRATOR:
    '{{username}} 是镜像仓库的管理员，因此其密码不会写入命名空间',
  OWN_REFUSED_NONE: '此集成没有自己的凭据',
  ENTER_SEPARATE_CREDENTIAL: '请填写只能拉取镜像的单独凭据，例如机器人账户。',

  PULL_SECRET_NOT_LABELLED:
    '命名空间 {{namespace}} 没有标签 {{label}}，集群通过该标签同意绑定',
  PULL_SECRET_LABEL_IT: '请集群管理员执行：{{command}}',
  PULL_SECRET_LABELLED_FOR_OTHER:
    '命名空间 {{namespace}} 带有其他工作空间的标签：{{label}}',
  PULL_SECRET_ASK_CLUSTER_ADMINS:
    '请向集群管理员确认该命名空间属于哪个工作空间。',
  PULL_SECRET_NO_NAMESPACE: '集群 {{cluster}} 中没有命名空间 {{namespace}}',
  PULL_SECRET_CREATE_NAMESPACE:
    '请创建该命名空间，或移除此绑定。命名空间存在后将立即写入拉取 Secret。',
  PULL_SECRET_WORKSPACE_GONE:
    '工作空间 {{workspace}} 已不在目录中，因此其拉取 Secret 将被移除',
  PULL_SECRET_BIND_AGAIN:
    '如果该工作空间已恢复，请平台管理员移除此绑定并重新绑定该命名空间。',
  PULL_SECRET_TERMINATING: '命名空间 {{namespace}} 正在被删除',
  PULL_SECRET_FOREIGN:
    '命名空间 {{namespace}} 中有一个不是由本门户写入的 Secret {{name}}，它保持不变',
  PULL_SECRET_FOREIGN_REMEDY:
    '请删除或重命名该 Secret，或让本门户使用其他名称：integratedRegistry.pullSecrets.name。',
  PULL_SECRET_DRIFTED: '其他人更改了 Secret {{name}}：{{reason}}',
  PULL_SECRET_NOT_AS_WRITTEN: '它与本门户写入的内容不同',
  PULL_SECRET_TAKE_OVER: '请接管它以按要求重新写入，或移除此绑定。',
  CLUSTER_FORBIDDEN: '集群 {{cluster}} 拒绝访问：{{reason}}',
  CLUSTER_APPLY_ROLE:
    '请集群管理员应用绑定中显示的 Role。如果命名空间已被删除，请重新创建它，或移除此绑定。',
  CLUSTER_UNAUTHORIZED: '本门户无法登录集群 {{cluster}}：{{reason}}',
  CLUSTER_FILE_UNREADABLE: '无法读取配置中 {{key}} 指定的文件',
  CLUSTER_NOT_KUBERNETES: '响应不是 Kubernetes API 服务器的响应',
  CLUSTER_TOO_SLOW: '耗时超过 {{seconds}} 秒',
  CLUSTER_CHECK_TOKEN:
    '请检查 integratedRegistry.clusters 中此集群的令牌，以及该服务账户是否存在。',
  CLUSTER_REFUSED: '集群 {{cluster}} 拒绝了请求：{{reason}}',
  CLUSTER_ASK_PORTAL: '请本门户的管理员查看其日志。',
  CLUSTER_UNREACHABLE: '无法连接集群 {{cluster}}：{{reason}}',
  CLUSTER_CHECK_ADDRESS: '请检查集群的地址、证书和防火墙。本门户会自动重试。',
  CLUSTER_BUSY: '集群 {{cluster}} 要求减少请求',
  CLUSTER_WAIT: '请等待：本门户会自动重试。',
  CLUSTER_GONE: '集群 {{cluster}} 已不在配置中',
  CLUSTER_CONFIGURE_AGAIN:
    '请重新将它添加到 integratedRegistry.clusters，以便本门户写入或清理。',
  SERVICE_ACCOUNT_GONE:
    '命名空间 {{namespace}} 中没有 ServiceAccount {{account}}',
  SERVICE_ACCOUNT_CREATE: '请创建该 ServiceAccount，或重新绑定并去掉它。',

  MANIFEST_LINKS_NOTHING:
    '集群 {{cluster}} 使用清单，因此本门户不会在其中关联 ServiceAccount。请去掉它们，并在每个 Pod 中写明该 Secret',
  MANIFEST_OUT_OF_DATE:
    '{{date}} 提供的清单已过期：拉取 Secret 现在应包含其他内容',
  MANIFEST_REPLACE: '请重新下载清单，并应用它以替换旧清单。',
  MANIFEST_UNWANTED: '不应再提供任何凭据，而 {{date}} 提供的清单仍包含凭据',
  MANIFEST_DELETE:
    '请在应用或提交过该清单的所有位置将其删除。之后平台管理员可以移除此绑定并重新绑定该命名空间。',
  MANIFEST_KEPT:
    '拉取 Secret 的一个凭据已无法读取，因此不会生成缺少该凭据的清单',
  MANIFEST_WORKSPACE_GONE:
    '工作空间 {{workspace}} 已不在目录中，因此不再为其生成清单',
  MANIFEST_WORKSPACE_BACK:
    '请删除已应用的清单。如果该工作空间已恢复，请平台管理员移除此绑定并重新绑定该命名空间。',
  SEALING_CERTIFICATE_EXPIRED:
    '集群 {{cluster}} 的 Sealed Secrets 控制器的证书已于 {{date}} 到期',
  SEALING_CERTIFICATE_UNUSABLE:
    '集群 {{cluster}} 的 Sealed Secrets 控制器的证书无法使用：{{reason}}',
  SEALING_CERTIFICATE_NOT_PEM: '它不是 PEM 格式的证书',
  SEALING_CERTIFICATE_NOT_RSA: '其密钥不是 RSA 密钥',
  SEALING_CERTIFICATE_FETCH:
    '请本门户的管理员配置该控制器当前的证书：kubeseal --fetch-cert 会输出该证书。',
  STORE_KEY_TAKEN: '{{integration}} 与 {{other}} 在密钥存储中的键相同：{{key}}',
  STORE_KEY_TELL_APART:
    '请重命名其中一个，或请本门户的管理员在 externalSecrets.key 中使用 {integrationId}。',

  PULL_CREDENTIAL_DECIDE: '由工作空间的管理员在“命名空间”选项卡中决定。',
  PULL_CREDENTIAL_UNREADABLE:
    '{{integration}} 的拉取凭据已无法读取：其加密密钥、用户名或镜像主机已不同',
  PULL_CREDENTIAL_ENTER_AGAIN: '请重新输入密码。',
  PULL_CREDENTIAL_EXPIRED: '{{integration}} 的拉取凭据已于 {{date}} 到期',
  PULL_CREDENTIAL_REPLACE: '请填写新的凭据。',
  PULL_CREDENTIAL_HOST_UNPROVEN:
    '尚未证明 {{host}} 提供 {{integration}} 的镜像，因此不会向其发送凭据',
  PULL_CREDENTIAL_PROVE_HOST: '请平台管理员确认镜像主机，或更正它。',
  PULL_CREDENTIAL_CLASH:
    '{{integration}} 与 {{other}} 的镜像主机相同（{{host}}），但凭据不同：容器工具无法区分它们',
  PULL_CREDENTIAL_TELL_APART:
    '请为两者使用同一凭据，或用镜像库过滤（例如 team/**）分别限制它们。',
  PULL_SECRET_WITHOUT_INTEGRATION: '拉取 Secret 中没有 {{integration}} 的凭据',
  PULL_SECRET_NOT_BOUND:
    '集群 {{cluster}} 的命名空间 {{namespace}} 未绑定到工作空间 {{workspace}}',
  PULL_SECRET_BIND_IT:
    '请平台管理员在“集成镜像仓库”页面的“命名空间”选项卡中绑定它。',
};
