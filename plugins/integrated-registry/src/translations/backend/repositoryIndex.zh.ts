/** 镜像库索引的抓取及其缺失。 */
export const repositoryIndexMessagesZh = {
  CRAWL_REFUSED_IN_PASSING:
    '列出镜像库时，镜像仓库拒绝了本门户，而随后检查时又接受了。',
  CRAWL_STARTS_AGAIN: '抓取会自动重新开始。',
  CRAWL_FAILED_INSIDE:
    '抓取在本门户内部失败。请告知本门户的管理员。原因在后端日志中。',
  CRAWL_KEEPS_KNOWN:
    '已知的镜像库保留在列表中。抓取会自动重新开始，或在您点击“刷新”时开始。',
  GAP_HIDDEN_IN_REGISTRY:
    '镜像仓库的部分镜像库不再列出，而镜像仓库并未表明它们已不存在。',
  GAP_HIDDEN_IN_PROJECT:
    '项目 {{project}} 的部分镜像库不再列出，而镜像仓库并未表明它们已不存在。',
  GAP_CHECK_USER:
    '请检查集成的用户是否仍可读取它们。如果已被删除，请将其从列表中清除。',
  GAP_DECLARED: '只列出集成中指定的镜像库。',
  GAP_EMPTY_DECLARED: '要列出镜像仓库显示的全部内容，请清空“镜像库”字段。',
  GAP_LIMIT:
    '镜像仓库有超过 {{max}} 个镜像库，而本门户对一个集成只保留这么多。',
  GAP_NARROW_OR_RAISE:
    '请用镜像库过滤器缩小集成的范围，或提高 integratedRegistry.limits.repositoriesPerIntegration。',
  GAP_PAGING: '可能还有未读取的内容：镜像仓库未表明已发送全部{{what}}。',
  GAP_CHECK_PAGING:
    '请镜像仓库的管理员检查其分页，以及其前置代理的 Link 标头。',
  GAP_INVALID_REPOSITORIES: '部分镜像库被排除：没有客户端能按其名称拉取镜像。',
  GAP_INVALID_TAGS: '部分标签被排除：没有客户端能按其名称拉取镜像。',
  GAP_PUSH_WITH_NAMES:
    '请重新推送这些镜像，名称使用小写字母、数字和 . _ -，各部分之间用 / 分隔。',
  GAP_PUSH_WITH_TAGS:
    '请重新推送这些镜像，标签最多 128 个字符，使用字母、数字和 _ . -',
  GAP_PAGE_LIMIT: '镜像仓库一次发送了超过 {{limit}} 个条目，只保留前面的条目。',
  BACK_OFF: '镜像仓库要求减少请求，因此 {{seconds}} 秒内不再请求它。',
};
