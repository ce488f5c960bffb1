/** 集成及其凭据。 */
export const integrationMessagesZh = {
  EXPIRY_WITHOUT_PASSWORD:
    '填写了到期日期，但没有密码。请输入密码，或删除到期日期',
  PASSWORD_AGAIN_FOR_ADDRESS:
    '地址已更改，因此需要重新输入密码：已存储的密码绝不会发送到其他地址',
  PASSWORD_AGAIN_FOR_USERNAME:
    '用户名已更改，因此需要重新输入密码：已存储的密码属于当时一同输入的用户名',
  PASSWORD_AGAIN_FOR_TRUST:
    '本门户将信任比以前更多的证书，因此需要重新输入密码：已存储的密码绝不会在更弱的信任下发送。请输入密码，或保持 TLS 设置不变',
  CREDENTIAL_REQUIRED: '{{provider}} 需要用户名和密码。请填写两者',
  USERNAME_WITHOUT_PASSWORD:
    '填写了用户名，但没有密码。请输入密码，或删除用户名',
  PASSWORD_WITHOUT_USERNAME:
    '填写了密码，但没有用户名。请输入用户名，或删除密码',
  TYPE_UNKNOWN: '未知类型 {{type}}。必须是以下之一：{{types}}',
  NAME_TAKEN:
    '工作空间 {{workspace}} 已有名称为 {{name}} 的集成。请选择其他名称',
  NAME_TAKEN_BY_CONFIGURATION:
    '工作空间 {{workspace}} 已有名称为 {{name}} 的集成，由本门户的配置在 {{place}} 处管理。请选择其他名称',
  MANAGED_BY_CONFIGURATION: '此集成由本门户的配置管理。请在 {{place}} 处更改',
  SUSPENDED:
    '此集成已暂停：目录中不再有其工作空间 {{workspace}}。请将其分配给一个工作空间，或移除它',
  JUST_REMOVED: '该集成刚刚被移除',
  CHANGED_BY_SOMEBODY_ELSE:
    '在您读取之后，其他人更改了此集成。请重新读取，并在当前内容上重复您的更改',
  NOT_SAVED_TEST_FAILED: '未保存任何内容，因为连接测试失败：{{reason}}',

  CREDENTIAL_KEY_GONE: '密码使用密钥 {{key}} 加密，而该密钥已不在配置中',
  CREDENTIAL_UNREADABLE:
    '无法使用密钥 {{key}} 解密已存储的密码：密钥已不同，或密码、其地址、用户名或 TLS 设置在数据库中被更改，或它来自另一个集成',
  ENTER_PASSWORD_OR_KEY:
    '请编辑该集成并重新输入密码，或请本门户的管理员恢复加密密钥。',
  ENTER_PASSWORD_AGAIN: '请编辑该集成并重新输入密码。',
};
