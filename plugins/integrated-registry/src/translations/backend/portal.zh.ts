/** 门户自身、请求的大小与频率。 */
export const portalMessagesZh = {
  PORTAL_FAILED:
    '本门户未能响应。请重试；如果再次失败，请将编号 {{reference}} 告知本门户的管理员，他们可据此在日志中找到原因',
  PORTAL_SHUTTING_DOWN: '本门户正在关闭。请稍后重试。',
  DATABASE_UNAVAILABLE:
    '本门户无法访问其数据库。数据库可能正在重启。请一分钟后重试；如果持续如此，请告知本门户的管理员。原因在后端日志中。',
  DATABASE_FULL:
    '本门户无法存储任何内容：其数据库的磁盘已满。请告知本门户的管理员。原因在后端日志中。',
  DATABASE_TIMEOUT:
    '本门户的数据库耗时过长，可能正忙。请一分钟后重试；如果持续如此，请告知本门户的管理员。原因在后端日志中。',
  DATABASE_OVERTAKEN: '未保存任何内容：此刻有许多人更改了同一内容。请重试。',
  DATABASE_DUPLICATE:
    '未保存任何内容：其他人刚刚存储了同一内容。请重新读取，并重复您的更改。',
  DATABASE_FAILED:
    '本门户的数据库发生故障。请告知本门户的管理员。原因在后端日志中。',

  BODY_TOO_LARGE: '请求过大：最多允许 {{max}}',
  BODY_NESTED: '请求正文嵌套过深：最多允许 {{max}} 层',
  BODY_TOO_FULL: '请求正文内容过多：最多允许 {{max}} 个值和字段',
  BODY_NOT_JSON: '请求正文不是有效的 JSON',
  BODY_UNREADABLE: '无法读取请求正文。请以 UTF-8 编码的 JSON 发送',
  PATH_UNREADABLE:
    '无法读取请求的地址：% 之后不是有效的 UTF-8。请重新编码该地址',

  TOO_MANY_CONNECTION_TESTS:
    '您在一分钟内已检查连接 {{times}} 次，达到允许的上限。请在 {{seconds}} 秒后重试',
  TOO_MANY_RESOLVES:
    '您在一分钟内已检查镜像 {{times}} 次，达到允许的上限。请在 {{seconds}} 秒后重试',
  TOO_MANY_IMAGE_USES:
    '您在一分钟内已记录镜像使用 {{times}} 次，达到允许的上限。请在 {{seconds}} 秒后重试',
  TOO_MANY_CLUSTER_REQUESTS:
    '您在一分钟内已让门户访问集群 {{times}} 次，达到允许的上限。请在 {{seconds}} 秒后重试',
};
