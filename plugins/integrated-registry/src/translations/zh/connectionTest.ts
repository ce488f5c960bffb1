import type { connectionTest as english } from '../en/connectionTest';
import { Texts } from '../texts';

/** Chinese texts of the connection test. */
export const connectionTest: Texts<typeof english> = {
  test: {
    title: '测试与 {{name}} 的连接',
    button: '测试连接',
    again: '再次测试',
    running: '正在测试连接',
    cancel: '取消测试',
    cancelled: '测试已取消。',
    passed: '连接正常',
    failed: '连接测试失败于步骤“{{step}}”',
    notRun: '无法测试连接',
    steps: '连接测试的步骤',
    close: '关闭',
    remedy: '处理方法：{{remedy}}',
    state: { ok: '成功', failed: '失败', skipped: '已跳过' },
    step: {
      dns: '名称解析 (DNS)',
      tcp: '连接 (TCP)',
      tls: '加密 (TLS)',
      protocol: '协议',
      login: '登录',
      catalogue: '目录',
      list: '标签列表',
      pull: '拉取镜像',
    },
  },
};
