/** 通往镜像仓库的网络。 */
export const transportMessagesZh = {
  TOOK_LONGER: '{{what}}超过了 {{seconds}} 秒。',
  NOT_RESOLVED:
    '无法解析 {{target}} 中的名称（{{error}}）：可能拼写错误，或只在其他网络中可知。',
  NO_ADDRESS: '{{target}} 中的名称没有地址。',
  NOT_REACHED:
    '无法访问 {{target}}（{{error}}）：没有服务在监听，或防火墙拒绝连接。',
  NO_ANSWER_IN_TIME: '{{target}} 未及时响应。',
  NO_CONNECTION_IN_TIME: '{{target}} 在 {{seconds}} 秒内未接受连接。',
  NO_WHOLE_ANSWER_IN_TIME: '{{target}} 在 {{seconds}} 秒内未给出完整响应。',
  CLOSED_WHILE_OPENING: '{{target}} 在建立连接时关闭了连接。',
  CLOSED_WITHOUT_ANSWER: '{{target}} 未响应就关闭了连接。',
  CLOSED_WITHOUT_PLAIN_ANSWER:
    '{{target}} 未以 http 响应就关闭了连接；它可能需要 https。',
  HTTPS_OR_LOG:
    '如果该端口提供 https，请让地址以 https:// 开头；否则请查看镜像仓库的日志。',
  CLOSED_DURING_ANSWER: '{{target}} 在响应完成之前关闭了连接。',
  TRY_AGAIN_OR_LOG:
    '请重试；如果问题依旧，请镜像仓库或其前置代理的管理员查看日志。',
  CERTIFICATE_OF_OTHER_HOST: '{{target}} 的证书是为其他主机名签发的。',
  CERTIFICATE_EXPIRED: '{{target}} 的证书或其颁发机构的证书已过期。',
  RENEW_CERTIFICATE: '请更新证书。',
  CERTIFICATE_NOT_YET_VALID: '{{target}} 的证书尚未生效。',
  CHECK_CLOCKS: '请检查镜像仓库和本门户的时钟。',
  CERTIFICATE_UNTRUSTED:
    '{{target}} 的证书不是由本门户信任的颁发机构签发的（{{error}}）。',
  CA_CERTIFICATE_UNREADABLE: '无法读取为 {{target}} 提供的 CA 证书。',
  PASTE_CA_CERTIFICATE:
    '请粘贴 PEM 格式的证书：从 -----BEGIN CERTIFICATE----- 到 -----END CERTIFICATE-----，包括这两行。',
  NO_TLS: '{{target}} 不支持 TLS，但地址以 https:// 开头。',
  START_WITH_HTTP: '请让地址以 http:// 开头，或使用提供 https 的端口。',
  NO_TLS_AGREED: '{{target}} 与本门户未能就 TLS 连接达成一致。',
  NO_TLS_AGREED_BECAUSE:
    '{{target}} 与本门户未能就 TLS 连接达成一致（{{reason}}）。',
  CHECK_TLS_VERSIONS:
    '请检查镜像仓库提供的 TLS 版本（需要 1.2 或 1.3），以及它是否要求客户端证书。',
  NOT_OVER_TLS: '未能通过 TLS 访问 {{target}}。',
  NO_PLAIN_HTTP: '{{target}} 不以 http 响应；它似乎需要 https。',
  START_WITH_HTTPS: '请让地址以 https:// 开头，或使用提供 http 的端口。',
  HEADERS_TOO_LARGE: '{{target}} 响应的标头过大。',
  NOT_DECOMPRESSED: '无法解压 {{target}} 响应的正文。',
  NOT_HTTP: '{{target}} 的响应不是 HTTP。',
  NOT_HTTP_BECAUSE: '{{target}} 的响应不是 HTTP（{{error}}）。',
  ENCODING_UNKNOWN: '{{target}} 以未请求的编码响应。',
  ANSWER_TOO_LARGE:
    '{{target}} 的响应超过 {{max}}，多于本门户读取的上限：它可能不是镜像仓库，或其列表很长。',
  JSON_NESTED:
    '{{target}} 响应的 JSON 嵌套超过 {{max}} 层，多于本门户读取的上限：它可能不是镜像仓库，或其列表很长。',
  JSON_TOO_FULL:
    '{{target}} 响应的 JSON 超过 {{max}} 个值，多于本门户读取的上限：它可能不是镜像仓库，或其列表很长。',
  TOO_MANY_INFORMATIONAL:
    '{{target}} 发送了超过 {{max}} 个信息性响应（状态 1xx），却没有所请求的响应。',
  ANSWER_IN_PIECES: '{{target}} 每次只发送几个字节，读取耗时过长。',
  REDIRECT_TO_HTTP:
    '{{target}} 从 https 重定向到 http（{{to}}），传输途中的任何人都能读取。',
  HAVE_REDIRECT_TO_HTTPS: '请让镜像仓库或其前置代理重定向到 https 地址。',
  REDIRECT_OF_BODY:
    '{{target}} 将带正文的请求重定向到 {{to}}，而后者不得看到该正文。',
  REDIRECT_CIRCLE: '{{target}} 循环重定向。',
  REDIRECTS: '{{target}} 重定向超过 {{max}} 次。',
  POINTS_ELSEWHERE: '{{target}} 指向的不是 http 或 https 地址。',
  NOT_AN_HTTP_ADDRESS: '该地址不是 http 或 https 地址。',
  ADDRESS_DENIED: '本门户的网络策略不允许连接到 {{target}}。',
  CONNECTIONS_CLOSED: '本门户关闭了与此镜像仓库的连接。',
  TRY_AGAIN: '请重试。',
  TRY_AGAIN_IN_A_MOMENT: '请稍后重试。',
  TOO_MANY_WAITING: '已有过多对此镜像仓库的请求在等待（{{max}}）。',
  LEFT_ALONE: '镜像仓库要求减少请求，因此 {{seconds}} 秒内不再请求它。',

  PROXY_UNUSABLE: '无法使用本门户的代理。{{reason}}',
  CHECK_PROXY:
    '请本门户的管理员检查其环境中的代理；如果代理的地址是本地地址，请检查 integratedRegistry.network.allow 是否列出它。',
  PROXY_REFUSED: '本门户的代理拒绝了到 {{target}} 的连接（{{status}}）。',
  CHECK_PROXY_OR_EXCEPT:
    '请本门户的管理员检查代理，或将该镜像仓库列入 NO_PROXY。',
  PROXY_ADDRESS_INVALID:
    '无法使用本门户的代理：{{variable}} 不是 HTTP 代理的地址。',
  WRITE_PROXY_ADDRESS:
    '请本门户的管理员将 {{variable}} 写成 http://proxy.example.com:3128 的形式，或将该镜像仓库列入 NO_PROXY。',
};
