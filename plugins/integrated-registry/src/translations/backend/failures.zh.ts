/** 镜像仓库故障的一般处理办法。 */
export const failureMessagesZh = {
  REMEDY_DNS_FAILED: '请检查主机名的拼写，以及本门户的网络能否解析它。',
  REMEDY_CONNECTION_REFUSED:
    '请检查端口、镜像仓库是否正在运行，以及它与本门户之间没有防火墙阻拦。',
  REMEDY_TIMED_OUT: '请检查本门户能否访问镜像仓库且其未过载，然后重试。',
  REMEDY_TLS_UNTRUSTED:
    '请在“CA 证书”字段中添加签发镜像仓库证书的颁发机构的证书。',
  REMEDY_TLS_HOSTNAME: '请使用证书所对应的主机名，或为此主机名签发证书。',
  REMEDY_PROTOCOL_MISMATCH:
    '请检查地址应以 https:// 还是 http:// 开头，并检查端口。',
  REMEDY_NOT_A_REGISTRY: '请检查地址：应为镜像仓库自身的地址，不含网页的路径。',
  REMEDY_UNAUTHORIZED: '请检查用户名和密码。',
  REMEDY_FORBIDDEN: '请镜像仓库的管理员为此用户授予读取权限，或使用其他用户。',
  REMEDY_NOT_FOUND: '请检查名称；镜像可能已被移除，或此用户无权查看。',
  REMEDY_CATALOG_UNAVAILABLE:
    '请在集成的“镜像库”字段中填写镜像库：此镜像仓库不列出它们。',
  REMEDY_RATE_LIMITED: '请等待后重试；在许多镜像仓库上，使用用户名可提高限额。',
  REMEDY_UPSTREAM_ERROR:
    '请稍后重试；如果问题依旧，请镜像仓库的管理员查看其日志。',
  REMEDY_BAD_RESPONSE:
    '请检查地址指向镜像仓库本身，而不是其前置代理或登录页面。',
  REMEDY_RESPONSE_TOO_LARGE:
    '请检查地址；如果正确，请用镜像库过滤器缩小集成的范围。',
  REMEDY_ADDRESS_BLOCKED:
    '请本门户的管理员在 integratedRegistry.network.allow 中允许此地址。',
  REMEDY_UNSUPPORTED_VERSION: '请将镜像仓库升级到受支持的版本。',
  REMEDY_PORTAL_ERROR: '请告知本门户的管理员。',
};
