import type { webhook as english } from '../en/webhook';
import { Texts } from '../texts';

/** Chinese texts of the dialog about the webhook of an integration. */
export const webhook: Texts<typeof english> = {
  webhook: {
    title: '{{name}} 的 Webhook',
    what: '推送或删除镜像时，镜像仓库会调用本门户。新的标签和镜像库随即显示。',
    loadFailed: '无法加载 Webhook',
    updateFailed: 'Webhook 的状态可能已过时',
    none: '尚无密钥，因此所有调用都会被拒绝。',
    created: '密钥由 {{by}} 于 {{ago}}创建',
    lastEvent: '上次调用：{{ago}}',
    noEvent: '尚无调用',
    refused: '{{ago}}有一次调用被拒绝',
    create: '创建密钥',
    renew: '更新密钥',
    renewing: '新密钥会立即取代旧密钥。',
    remove: '移除密钥',
    close: '关闭',
    createFailed: '未能创建密钥',
    removeFailed: '未能移除密钥',
    once: '请立即复制密钥，之后不再显示。',
    secret: '密钥',
    address: '地址',
    steps: {
      heading: '在镜像仓库中设置',
      harbor:
        '在 Harbor 的每个项目中打开 Webhooks，点击新建 Webhook。类型选择 HTTP，将地址填入 Endpoint 地址，将密钥填入认证头。勾选 Artifact pushed 和 Artifact deleted。',
      jfrog:
        '在 Artifactory 中打开 Administration、General、Webhooks 并新建 Webhook。将地址填入 URL，将密钥填入 Secret token。选择 Docker 事件 pushed、deleted 和 promoted。如有 Use secret for payload signing，请勾选。',
      docker: 'Docker Registry：将以下内容加入镜像仓库的配置文件，并重启。',
      snippet: 'Docker Registry 的配置',
      quay: 'Quay：在每个镜像库中打开 Settings，点击 Create Notification。选择 Push to Repository 和 Webhook POST，并填入此地址。其中包含密钥。',
      quayAddress: 'Quay 的地址',
      placeholder: '密钥',
    },
  },
};
