/** 通往镜像仓库的网络。 */
export const transportMessagesZh = {
  TOOK_LONGER: '{{what}}超过了 {{seconds}} 秒。',
};
