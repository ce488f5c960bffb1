import type { gaps as english } from '../en/gaps';
import { Texts } from '../texts';

/** Chinese texts of gaps of a list. */
export const gaps: Texts<typeof english> = {
  gaps: {
    label: '{{registry}} 的镜像库索引缺少的内容',
    registry: '镜像仓库',
    permission: '请为 {{name}} 添加权限 {{permission}}。',
    kept_one: '保留了 {{count, number}} 个已知镜像库。',
    kept_other: '保留了 {{count, number}} 个已知镜像库。',
    leftOut_one: '已略去 {{count, number}} 个。',
    leftOut_other: '已略去 {{count, number}} 个。',
    more_one: '另有 {{count, number}} 处缺失',
    more_other: '另有 {{count, number}} 处缺失',
    REFUSED: {
      what: '未列出：此集成的用户无权列出 {{name}}。',
      next: '请授予此集成的用户对 {{name}} 的读取权限。',
    },
    HIDDEN: {
      what: '{{name}} 的部分镜像库不再可见。镜像仓库未说明它们已被删除。',
      next: '请确认此集成的用户仍可读取它们。如果它们已被删除，请移除保留的记录。',
    },
    NO_CATALOGUE: {
      what: '镜像仓库不提供镜像库列表。',
      next: '请在“声明的镜像库”字段中填写名称，或在选择镜像时输入镜像库。',
    },
    INVALID_NAMES: {
      what: '部分镜像库的名称无法被任何客户端拉取。',
      next: '请以有效的名称重新推送这些镜像。',
    },
    INVALID_TAGS: {
      what: '{{name}} 的部分标签的名称无法被任何客户端拉取。',
      next: '请以有效的标签重新推送这些镜像。',
    },
    CHANGED: {
      what: '读取 {{name}} 的列表时，其内容发生了变化。',
      next: '请等待下一次读取，或立即刷新。',
    },
    CHANGED_TAGS: {
      what: '列出 {{name}} 的标签时，有标签被删除。',
      next: '请重新选择该镜像库。',
    },
    PAGING: {
      what: '{{name}} 的列表可能不完整：其分页不一致。',
      next: '请镜像仓库管理员检查其分页以及前面的代理。',
    },
    TOO_LARGE: {
      what: '{{name}} 的部分镜像库的描述超过门户读取的大小。',
      next: '请在镜像仓库中缩短描述，或直接输入名称。',
    },
    TOO_LARGE_TAGS: {
      what: '{{name}} 的部分标签的元数据超过门户读取的大小。',
      next: '如果知道标签，请直接输入。请减少并缩短这些镜像的 label，然后重新推送。',
    },
    NOT_CACHED: {
      what: '仅列出 {{name}} 的代理缓存中的镜像。',
      next: '如果知道标签，请直接输入。',
    },
    LIMIT: {
      what: '{{name}} 中的镜像库超出门户列出的数量。',
      next: '请使用镜像库过滤器缩小范围，或直接输入名称。',
    },
    LIMIT_TAGS: {
      what: '{{name}} 中的标签超出门户列出的数量。',
      next: '请直接输入标签，或删除不再需要的标签。',
    },
    DECLARED: {
      what: '仅列出声明的镜像库。',
      next: '清空“声明的镜像库”字段即可列出全部内容。',
    },
    DETAILS: {
      what: '{{name}} 的时间和大小未知：此集成的用户无权读取。',
      next: '请授予此集成的用户对 {{name}} 中 Artifact 的读取权限。',
    },
  },
};
