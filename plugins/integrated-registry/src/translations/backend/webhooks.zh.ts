/** 被拒绝的镜像仓库 Webhook 调用。 */
export const webhookMessagesZh = {
  WEBHOOK_REFUSED: '拒绝访问：此 Webhook 的密钥缺失或不正确',
  WEBHOOK_SECRET_MISSING: '该调用没有密钥。请按照以下步骤在镜像仓库中设置密钥',
  WEBHOOK_SECRET_WRONG: '该调用的密钥不正确。请更新密钥，并在镜像仓库中设置',
  WEBHOOK_NO_SECRET:
    '镜像仓库已发起调用，但尚无密钥。请创建密钥，并在镜像仓库中设置',
  WEBHOOK_SUSPENDED: '该集成已停用，因此不接受任何调用',
  WEBHOOK_SECRET_UNREADABLE:
    '无法读取已保存的密钥，因为其加密密钥已不在配置中。请更新密钥，并在镜像仓库中设置',
  WEBHOOK_NOT_JSON:
    '调用正文不是 JSON，或已压缩。请让镜像仓库发送未压缩的 JSON',
  TOO_MANY_REFUSED_WEBHOOKS:
    '一分钟内被拒绝的调用过多。请在 {{seconds}} 秒后重试',
};
