/** 所请求的内容：用于其他消息的参数。 */
export const thingMessagesZh = {
  TAGS_OF: '{{repository}} 的标签',
};
