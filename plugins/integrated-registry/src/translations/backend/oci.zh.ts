/** 镜像仓库按通用协议给出的响应。 */
export const ociMessagesZh = {
  ANSWER_LIMITED: '镜像仓库限制请求频率，拒绝了对{{what}}的请求。',
  ANSWER_ABSENT_OR_DENIED: '镜像仓库没有{{what}}，或不允许此用户读取。',
  CHECK_NAME_AND_ACCESS: '请检查名称，以及此用户是否有权读取。',
  ANSWER_ABSENT_OR_LOGIN: '镜像仓库没有{{what}}，或要求登录后读取。',
  CHECK_NAME_OR_LOG_IN: '请检查名称，或输入用户名和密码。',
  ANSWER_LOGIN: '镜像仓库要求登录后才能读取{{what}}。',
  DEMANDS_LOGIN: '镜像仓库要求登录。',
  ENTER_USERNAME_AND_PASSWORD: '请输入用户名和密码。',
  ANSWER_DENIED: '镜像仓库不允许此用户读取{{what}}{{codes}}。',
  ANSWER_DENIED_ANONYMOUS: '镜像仓库不允许未登录者读取{{what}}{{codes}}。',
  ENTER_WHO_MAY_READ: '请输入有权读取的用户名和密码。',
  ANSWER_ABSENT: '镜像仓库没有{{what}}{{codes}}。',
  ANSWER_FAILED: '请求{{what}}时，镜像仓库以 HTTP {{status}}{{codes}} 失败。',
  ANSWER_UNEXPECTED:
    '对{{what}}的请求，镜像仓库以 HTTP {{status}}{{codes}} 响应。',
  ANSWER_WEB_PAGE: '返回的是网页，而不是{{what}}。',
  ANSWER_NOT_JSON: '对{{what}}的请求，其响应不完整或不是 JSON。',
  ANSWER_OF_OTHER_FORM: '对{{what}}的请求，其响应不符合镜像仓库响应的格式。',
  REDIRECTS_PROTOCOL:
    '镜像仓库从 {{before}} 重定向到 {{after}}，而登录不会跟随重定向。',
  WRITE_ADDRESS_WITH: '请让地址以 {{protocol}} 开头',

  LOGIN_DENIED_EVERYTHING:
    '登录失败：{{who}}拒绝此登录的一切访问。密码或令牌已过期，或账户已被禁用。',
  RENEW_PASSWORD_OR_TOKEN: '请更新密码或令牌并在集成中输入，或启用该账户。',
  LOGIN_REJECTED: '登录失败：{{who}}拒绝了用户名或密码。',
  CHECK_LOGIN_AND_ACCOUNT:
    '请检查用户名和密码，以及账户或令牌未被禁用且未过期。',
  LOGIN_REJECTED_AS_UNKNOWN:
    '登录失败：镜像仓库拒绝了用户名或密码，将调用者视为未知用户。',
  NO_REGISTRY_AT_HOST: '{{host}} 没有镜像仓库：其地址 /v2/ 不存在。',
  HOST_NOT_A_REGISTRY:
    '{{host}} 有响应，但不是镜像仓库的响应：它可能是网页，或要求自行登录的代理。',
  LOGIN_OF_OTHER_KIND: '该地址要求的登录方式不是镜像仓库所用的。',
  TOKEN_WITH_OTHER_CHARACTERS: '访问令牌含有令牌中不会出现的字符。',
  COPY_TOKEN_AGAIN: '请重新复制完整的令牌，不含其他内容。',

  REALM_INVALID:
    '镜像仓库将“{{realm}}”作为其登录服务的地址（realm），它不是完整的地址，因此无人能够登录。',
  SET_WHOLE_REALM:
    '请镜像仓库的管理员将其令牌地址（realm）设置为完整的地址，例如 https://registry.example.com/token。在 Harbor 中，即 harbor.yml 的 external_url。',
  CORRECT_REALM:
    '请镜像仓库的管理员更正其令牌地址（realm），或让本门户能够访问它。在 Harbor 中，即 harbor.yml 的 external_url。',
  REALM_PLAIN: '镜像仓库通过 https 访问，却要求通过 http 发送登录信息。',
  SET_HTTPS_REALM:
    '请镜像仓库的管理员将其令牌地址（realm）设置为 https。在 Harbor 中，即 harbor.yml 的 external_url。',
  LOGIN_SERVICE_FAILED_WITH:
    '镜像仓库的登录服务以 HTTP {{status}} 失败。镜像仓库为其指定的地址：{{address}}。',
  LOGIN_SERVICE_LOG:
    '请稍后重试。如果问题依旧，请镜像仓库的管理员查看其令牌服务的日志。',
  LOGIN_SERVICE_WITHOUT_TOKEN:
    '镜像仓库的登录服务响应中没有可用的令牌。镜像仓库为其指定的地址：{{address}}。',
  LOGIN_SERVICE_REFUSED_TOKEN:
    '访问被拒绝：镜像仓库的登录服务未向此用户发放 {{names}} 的令牌。',
  LOGIN_SERVICE_NOT_FOUND:
    '未找到镜像仓库的登录服务：镜像仓库为其指定的地址 {{address}} 响应 HTTP 404。',
  LOGIN_SERVICE_FAILED:
    '镜像仓库的登录服务失败：{{reason}}镜像仓库为其指定的地址：{{address}}。',

  NO_CATALOGUE_FOR_USER: '镜像仓库不向此用户列出其镜像库。',
  NO_CATALOGUE: '镜像仓库没有镜像库目录。',
  LIST_NOT_ENDED_IN_TIME: '镜像仓库在 {{seconds}} 秒内未给出完整的{{what}}。',
  NO_SUCH_PAGE: '列表没有这一页。',
  START_LIST_AGAIN: '请从头开始读取列表。',
  LIST_ENDLESS: '镜像仓库反复给出{{what}}的下一页，却没有进展。',
  CHECK_PAGING_OR_PROXY: '请镜像仓库的管理员检查其分页或其前置代理。',

  NOT_A_REPOSITORY: '“{{name}}”不是镜像库的名称。',
  WRITE_REPOSITORY:
    '请写成 team/app 的形式：字母、数字和 . _ -，各部分之间用 / 分隔。',
  NOT_A_TAG_OR_DIGEST: '“{{name}}”既不是标签也不是摘要。',
  NOT_A_DIGEST: '“{{name}}”不是摘要。',
  MANIFEST_SCHEMA_1: '镜像仓库以已废弃的旧清单格式（schema 1）保存{{what}}。',
  PUSH_AGAIN: '请用当前的工具重新推送镜像。',
  MANIFEST_AMBIGUOUS: '{{what}}的清单同时声称是索引和镜像。',
  DO_NOT_USE_ASK_PUSHER: '请勿使用此镜像，并询问推送者。',
  NOT_A_MANIFEST: '镜像仓库为{{what}}发送的内容不是清单。',
  DIGEST_MISMATCH: '{{what}}的内容与其摘要不符。',
  DO_NOT_USE_CHECK_STORAGE:
    '请勿使用此镜像。请镜像仓库的管理员检查其存储及前置代理。',
  MANIFEST_TOO_LONG:
    '{{what}} 列出了 {{entries}} 个清单或层，本门户最多读取 {{max}} 个。常规构建不会产生这么多：可能是误推送，或有恶意。',
  PUSH_WITH_FEWER_ENTRIES: '请选择其他镜像，或以更少的平台或层重新推送该镜像。',
  MANY_REFERRERS:
    '镜像仓库一次列出了附加到 {{artifact}} 的 {{total}} 个制品，本门户最多读取 {{max}} 个。可能是流水线每次运行都会附加制品。',
  MANY_UNTYPED_REFERRERS:
    '{{artifact}} 附有 {{total}} 个类型未知的制品；已读取前 {{read}} 个。',
  REMOVE_ATTACHED: '请移除不再需要的附加制品。',
};
