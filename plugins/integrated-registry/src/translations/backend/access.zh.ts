/** 访问权限。 */
export const accessMessagesZh = {
  ACCESS_DENIED:
    '您无权使用集成镜像仓库。请向本门户的管理员申请权限 integrated-registry.access',
  SIGN_IN: '请先登录，再使用集成镜像仓库',
  NOTHING_HERE: '这里没有可供您查看的内容',
  SERVICE_MAY_NOT_CHANGE:
    '服务不能更改集成。请在配置的 integratedRegistry.integrations 中声明该集成，或以其工作空间管理员的身份登录',
  SERVICE_RESTRICTED:
    '访问被拒绝：此服务令牌的访问限制不包含权限 {{permission}}。请将其添加到 backend.auth.externalAccess 中该令牌的 accessRestrictions',
  IMAGE_USES_DENIED:
    '您无权记录镜像的使用。请向本门户的管理员申请权限 {{permission}}',
  IMAGE_USES_OF_OTHERS:
    '您无权记录 {{entity}} 的镜像使用：您和 {{workspace}} 都不是其所有者。请联系其所有者',
  MAY_NOT_READ: '您无权查看此集成。请联系其工作空间的管理员',
  MAY_NOT_USE: '您无权使用此集成。请联系其工作空间的管理员',
  MAY_NOT_UPDATE: '您无权更改此集成。请联系其工作空间的管理员',
  MAY_NOT_DELETE: '您无权移除此集成。请联系其工作空间的管理员',
  MAY_NOT_CREDENTIAL: '您无权更改此集成的凭据。请联系其工作空间的管理员',
  CREDENTIAL_CHANGE_DENIED:
    '您无权更改此集成的凭据。请保持用户名、密码和到期日期不变，或向本门户的管理员申请权限 {{permission}}',
  CREDENTIAL_OF_NEW_DENIED:
    '您无权在工作空间 {{workspace}} 的集成中设置凭据。请在不填写用户名、密码和到期日期的情况下集成镜像仓库，或向本门户的管理员申请权限 {{permission}}',
  INTEGRATE_DENIED_BY_POLICY:
    '本门户的规则不允许您为工作空间 {{workspace}} 集成 {{type}} 类型的镜像仓库。请联系本门户的管理员',
  INTEGRATE_ADMINS_ONLY:
    '只有工作空间 {{workspace}} 的管理员可以为其集成镜像仓库',
  SHARE_PLATFORM_ADMINS_ONLY: '只有本门户的平台管理员可以共享集成。请联系他们',
  RENAME_PLATFORM_ADMINS_ONLY:
    '只有本门户的平台管理员可以重命名已共享的集成：模板和其他工作空间按其名称使用它。请联系他们',
  CONFIRM_PLATFORM_ADMINS_ONLY:
    '只有本门户的平台管理员可以确认镜像主机。请联系他们',
  ASSIGN_PLATFORM_ADMINS_ONLY:
    '只有本门户的平台管理员可以将集成分配给工作空间。请联系他们',
  NO_SUCH_GROUP: '目录中没有组 {{group}}。工作空间是目录中的一个组',
  CATALOG_WITHOUT_GROUPS: '目录中没有组 {{groups}}。工作空间是目录中的一个组',
  NO_SUCH_WORKSPACE: '没有您所属的工作空间 {{workspace}}',
  NO_SUCH_INTEGRATION: '没有 ID 为 {{id}} 的集成',
  NO_INTEGRATION_WITH_THIS_ID: '没有此 ID 的集成',

  SHARED_NOT_FOUND: '镜像仓库中没有该镜像，或不向本门户显示它',
  SHARED_CHECK_NAME: '请检查名称。如果名称正确，请联系镜像仓库的所有者。',
  SHARED_UNUSABLE: '镜像仓库目前无法使用（{{code}}）',
  SHARED_GAP: '此镜像仓库的部分镜像库未列出。',
  SHARED_ASK_OWNERS: '其所有者可在“集成镜像仓库”页面查看原因。请联系他们。',
};
