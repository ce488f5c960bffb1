/** 连接测试的各个步骤。 */
export const connectionMessagesZh = {
  STEP_AFTER_FAILURE: '未尝试，因为之前的步骤失败。',
  STEP_PLAIN_HTTP:
    '地址使用 http：没有加密，因此传输途中的任何人都能读取密码。',
  STEP_NOT_ENCRYPTED: '地址以 http:// 开头：没有加密。',
  STEP_PROXY_RESOLVES: '{{host}} 由本门户的代理解析。',
  STEP_IS_ADDRESS: '{{host}} 已经是 IP 地址。',
  STEP_RESOLVES_TO_ONE: '{{host}} 解析到 1 个本门户可以连接的地址。',
  STEP_RESOLVES_TO_MANY:
    '{{host}} 解析到 {{addresses}} 个本门户可以连接的地址。',
  STEP_ACCEPTS_CONNECTIONS: '{{target}} 接受连接。',
  STEP_CERTIFICATE:
    '{{protocol}}；证书由 {{issuer}} 签发，有效期至 {{until}}。',
  STEP_CERTIFICATE_UNVERIFIED:
    '{{protocol}}；证书由 {{issuer}} 签发，有效期至 {{until}}；按集成的设置未验证。',
  UNNAMED_AUTHORITY: '未具名的证书颁发机构',
  STEP_TAGS_LISTED: '可以列出 {{repository}} 的标签，例如 {{tag}}。',
  STEP_NO_REPOSITORY: '还没有镜像库，因此无法尝试列出标签。',
  STEP_NO_TAG: '{{repositories}} 中还没有标签。',
  STEP_NO_IMAGE: '还没有可以尝试的镜像。',
  STEP_MANIFEST_READ: '已读取 {{image}} 的清单（{{digest}}）。',
  STEP_MANIFEST_READ_AND: '已读取 {{image}} 的清单（{{digest}}）。{{rest}}',
  STEP_PULLED_AS: '可以作为 {{image}} 拉取。',
  STEP_PULL_UNPROVEN: '无法证实可以从 {{imageHost}} 拉取：{{reason}}',
  NONE_OF_LISTED_IMAGES: '镜像仓库没有其列出的任何镜像。',
  NOTHING_TO_PULL:
    '无法从 {{address}} 拉取任何镜像：无论写什么路径，容器工具都会请求 https://{{host}}/v2/，而镜像不在那里。',
  ENTER_IMAGE_HOST_OR_SERVE:
    '请在“镜像主机”字段中填写拉取镜像的主机。如果没有这样的主机，请镜像仓库的管理员在某个主机的根路径提供服务。',
  PASSWORD_BEGINS_WITH_BLANK:
    '密码以空格开头，复制的文本常有这种情况：如果它不是密码的一部分，请删除。{{remedy}}',
  PASSWORD_ENDS_WITH_BLANK:
    '密码以空格结尾，复制的文本常有这种情况：如果它不是密码的一部分，请删除。{{remedy}}',
  PASSWORD_BEGINS_WITH_LINE_BREAK:
    '密码以换行符开头，复制的文本常有这种情况：如果它不是密码的一部分，请删除。{{remedy}}',
  PASSWORD_ENDS_WITH_LINE_BREAK:
    '密码以换行符结尾，复制的文本常有这种情况：如果它不是密码的一部分，请删除。{{remedy}}',
  TESTING_THE_CONNECTION: '测试连接',
  TRY_AGAIN_LATER: '请稍后重试。',
};
