import type { page as english } from '../en/page';
import { Texts } from '../texts';

/** Chinese texts of the page. */
export const page: Texts<typeof english> = {
  page: {
    title: '集成镜像仓库',
    intro: '此工作空间的镜像仓库。成员可在软件模板中选择其镜像。',
    tabs: { integrations: '集成', namespaces: '命名空间' },
    notFound: { title: '页面不存在', next: '前往您的工作空间的镜像仓库' },
  },
  integrations: {
    integrate: '集成镜像仓库',
    owned: '{{workspace}} 的镜像仓库',
    shared: '共享给 {{workspace}}',
    sharedWithEverybody: '已共享给所有人',
    sharedWith_one: '已共享给 {{count}} 个工作空间',
    sharedWith_other: '已共享给 {{count}} 个工作空间',
    search: '按名称或地址搜索',
    loadFailed: '无法加载集成',
    updateFailed: '列表可能不是最新的',
    incomplete: '列表不完整，请稍后重试。',
    noMatch: '没有名称或地址包含“{{query}}”的集成。',
    empty: {
      title: '尚未集成镜像仓库',
      admin:
        '集成 Harbor、Docker Registry 或 JFrog Artifactory 后，工作空间的成员即可选择其镜像。',
      member:
        '此工作空间的管理员可以集成镜像仓库，之后成员即可在模板中选择其镜像。',
    },
    columns: {
      name: '名称',
      type: '类型',
      address: '地址',
      health: '健康状态',
      repositories: '镜像库',
      created: '创建时间',
      actions: '操作',
    },
    imageHost: '镜像主机：{{host}}',
    byConfiguration: '门户配置',
    created: '{{date, datetime(dateStyle: medium)}}',
    createdBy: '创建者：',
  },
  actions: {
    menu: '{{name}} 的操作',
    edit: '编辑',
    test: '测试连接',
    refresh: '刷新',
    cancel: '停止读取',
    forget: '移除保留的镜像库',
    webhook: 'Webhook',
    share: '共享',
    confirmImageHost: '确认镜像主机',
    remove: '移除',
  },
  notice: {
    shared: '已更改 {{name}} 的共享设置。',
    created: '已集成 {{name}}，正在读取其镜像库。',
    updated: '已保存 {{name}}。',
    removed: '已移除 {{name}}。',
    refreshing: '正在检查 {{name}} 并重新读取其镜像库。',
    refreshFailed: '无法刷新 {{name}}',
    cancelled: '已停止读取 {{name}}，已找到的镜像库会保留。',
    confirmedImageHost: '已确认 {{name}} 的镜像主机。',
    confirmImageHostFailed: '未能确认 {{name}} 的镜像主机',
    cancelFailed: '未能停止读取 {{name}}',
    forgotten: '已移除 {{name}} 中保留的镜像库。',
    forgetFailed: '未能移除 {{name}} 中保留的镜像库',
    dismiss: '关闭',
  },
};
