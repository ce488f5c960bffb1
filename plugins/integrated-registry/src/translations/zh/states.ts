import type { states as english } from '../en/states';
import { Texts } from '../texts';

/** Chinese texts of the state of an integration. */
export const states: Texts<typeof english> = {
  health: {
    healthy: '健康',
    unhealthy: '不健康',
    backOff:
      '已被限流：{{date, datetime(dateStyle: short; timeStyle: medium)}} 之前不再请求',
    unknown: '检查中',
    checking: '检查中，开始于 {{date, datetime(timeStyle: medium)}}',
    waiting: '首次检查仍在进行。',
    checkedAt:
      '上次检查：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    since: '自：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    remedy: '处理方法：{{remedy}}',
  },
  repositoryIndex: {
    never: '尚未读取',
    crawling_one: '正在读取：目前 {{count, number}} 个镜像库',
    crawling_other: '正在读取：目前 {{count, number}} 个镜像库',
    count_one: '{{count, number}} 个镜像库',
    count_other: '{{count, number}} 个镜像库',
    progress_one: '{{count, number}} 页，每秒 {{rate, number}} 个',
    progress_other: '{{count, number}} 页，每秒 {{rate, number}} 个',
    cancelled_one: '读取 {{count, number}} 个镜像库后已停止',
    cancelled_other: '读取 {{count, number}} 个镜像库后已停止',
    finishedAt:
      '上次读取：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    staleSince:
      '自 {{date, datetime(dateStyle: medium; timeStyle: short)}} 起可能已过时',
    unread: '读取失败',
    incomplete: '列表不完整',
    failed: '读取失败：{{reason}}',
  },
  credential: {
    expiresToday: '密码将在一天内到期',
    expiresSoon_one: '密码将在 {{count}} 天后到期',
    expiresSoon_other: '密码将在 {{count}} 天后到期',
    expired:
      '密码已于 {{date, datetime(dateStyle: medium)}} 到期，请输入新密码',
    unreadable:
      '已无法读取存储的密码：缺少其加密密钥，或存储的内容已被改动。请重新输入密码',
  },
  imageHost: {
    claimed: '镜像主机 {{imageHost}}：未经证实，仅此工作空间可用。',
    needsConfirmation:
      '镜像主机 {{imageHost}}：须由平台管理员确认后，才能选择其镜像。',
  },
};
