import type { errors as english } from '../en/errors';
import { Texts } from '../texts';

/** Chinese texts of errors. */
export const errors: Texts<typeof english> = {
  error: {
    record: '无法显示此条目。',
    retry: '重试',
    network: '门户的后端没有响应。',
    nextNetwork: '请检查网络连接，然后重试。',
    sessionEnded: '您的会话已结束。',
    nextSignIn: '请重新加载页面并重新登录。',
    nextWait_one: '请等待 {{count}} 秒，然后重试。',
    nextWait_other: '请等待 {{count}} 秒，然后重试。',
    nextNotAllowed: '如果您需要此权限，请联系工作空间或门户的管理员。',
    nextNotFound: '它可能已被移除，请重新加载页面。',
    nextInput: '请更正后重试。',
    nextRetry: '请稍后重试。若问题依旧，请联系本门户的管理员。',
  },
};
