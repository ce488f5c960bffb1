/** 请求字段的校验。 */
export const requestMessagesZh = {
  TEXT_MISSING: '缺少{{what}}',
  TEXT_EXPECTED: '{{what}}必须是文本',
  TEXT_EMPTY: '{{what}}为空',
  TEXT_TOO_LONG: '{{what}}过长：最多允许 {{max}} 个字符',
  TEXT_CONTROL_CHARACTERS: '{{what}}不得包含换行符或其他控制字符',
  TEXT_CONTROL_CHARACTERS_BUT_LINES: '{{what}}不得包含控制字符',
  TEXT_INVISIBLE_CHARACTERS:
    '{{what}}不得包含不可见字符。请重新输入，而不要复制',
  UNKNOWN_FIELD: '此处没有字段 {{name}}',
  UNKNOWN_OPTION: '没有选项 {{name}}。可用的选项：{{known}}',
  UNKNOWN_OPTION_MEANT: '没有选项 {{name}}。您是否想写 {{meant}}？',

  ADDRESS_NOT_A_URL:
    '地址不是 URL。请写成例如 https://registry.example.com:5000 的形式',
  ADDRESS_PROTOCOL:
    '地址必须以 https:// 或 http:// 开头。请写成例如 https://registry.example.com:5000 的形式',
  ADDRESS_WITH_CREDENTIAL:
    '地址中带有用户名或密码。请将其移除，并填入各自的字段',
  ADDRESS_NAMES_AN_IMAGE:
    '地址没有主机：它指的是一个镜像。Docker Hub 请写 docker.io，否则请写镜像仓库的主机，例如 registry.example.com:5000',
  IMAGE_HOST_WITH_TAG:
    '镜像主机不含标签和摘要。请写成例如 registry.example.com:5000 的形式',
  IMAGE_HOST_READ_AS_REPOSITORY:
    '容器工具会在 Docker Hub 上查找 {{path}}，因为没有点的主机需要端口。请写成例如 registry:443 的形式',
  IMAGE_HOST_INVALID: '镜像主机不能放在镜像库之前。{{reason}}',

  CA_CERTIFICATE_NOT_PEM:
    'CA 证书不是 PEM 格式：必须包含 -----BEGIN CERTIFICATE-----',
  CA_CERTIFICATE_WITH_KEY: 'CA 证书中含有私钥。请移除私钥：只需要证书',
  USERNAME_WITH_COLON: '用户名不得包含冒号：密码应填入其自己的字段',
  EXPIRY_DATE_INVALID:
    '到期日期必须是日期，例如 2027-01-31，或时刻，例如 2027-01-31T12:00:00Z',
  TOO_MANY_DECLARED_REPOSITORIES: '镜像库过多：最多可声明 {{max}} 个',
  TOO_MANY_GLOBS:
    '通配模式过多：最多允许 {{max}} 个。例如 team/** 这样的模式可一次匹配许多镜像库',
  GLOBS_TOO_LONG:
    '通配模式过长：总共最多 {{max}} 个字符。例如 team/** 这样的模式可一次匹配许多镜像库',
  SHARING_UNKNOWN: '集成的共享对象为 nobody、workspaces 或 everybody',
  SHARING_TOO_MANY: '工作空间过多：最多可指定 {{max}} 个。请改为与所有人共享',
  SHARING_WITHOUT_WORKSPACE: '请至少指定一个工作空间，或不与任何人共享',
  SHARING_WORKSPACES_UNUSED: '只有与工作空间共享集成时才能指定工作空间',
  CONFIRM_IMAGE_HOST_INVALID: 'confirmImageHost 为 true 或省略',
  TRUE_OR_FALSE: '{{name}} 为 true 或 false',
  LIMIT_INVALID: 'limit 为 1 到 {{max}} 的整数',
  WORKSPACE_REF_INVALID: '工作空间是组的实体引用，例如 group:default/payments',
  VERSION_LINE_INVALID: '请写两个以点分隔的数字，例如 1.4',
  ENTITY_REF_INVALID: '请写完整的实体引用，例如 component:default/shop',
  CONNECTION_TEST_OF_WHAT:
    '请提供已保存集成的 integrationId，或新集成的 workspace、type 和 url',
  MEDIA_TYPE_INVALID:
    '媒体类型写作 type/subtype，例如 application/vnd.cncf.helm.config.v1+json',
  PLATFORM_INVALID: '平台写作 os/architecture，例如 linux/amd64',
  SELECTION_OF_NOTHING: '选择须指定标签、摘要或两者',
  NEWEST_OF_NOTHING:
    'newest 需要 semverRange、tagPattern 或 variant，例如 semverRange: ">=1.2 <2"',
  REFERENCE_OR_SELECTION: '请提供 reference 或 selection 之一',

  CURSOR_OF_ANOTHER_LIST: '该游标不属于此列表。省略它可从第一页开始',
  IF_MATCH_MISSING:
    '缺少 If-Match 标头。请读取该集成，并随更改发送其 ETag，以免丢失他人的更改',
  IF_MATCH_WEAK:
    'If-Match 含有弱 ETag，它不匹配任何内容。代理可能更改了该标头：请发送读取集成时的 etag 字段，不带 W/',
  IF_MATCH_INVALID: 'If-Match 不是集成的 ETag。请原样发送读取到的 ETag',
};
