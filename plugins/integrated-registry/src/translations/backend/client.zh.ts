/** 没有此版本的后端响应时，由客户端给出。 */
export const clientMessagesZh = {
  CLIENT_NO_SUCH_INTEGRATION: '没有 ID 为 {{id}} 的集成',
  CLIENT_ANSWER_UNEXPECTED:
    '后端对 {{call}} 的响应与此版本的预期不符（{{path}}：{{problem}}）。请检查集成镜像仓库的各个软件包版本是否一致',
  CLIENT_ANSWER_WITHOUT_REASON:
    '{{call}} 的响应为 {{answer}}，没有给出原因。响应的可能是此处与集成镜像仓库后端之间的某个组件',
  CLIENT_ANSWER_NOT_JSON:
    '{{call}} 的响应为 {{answer}}，内容为 {{type}}，不是 JSON。请检查是否已安装集成镜像仓库的后端，且其前面没有代理或登录页面',
};
