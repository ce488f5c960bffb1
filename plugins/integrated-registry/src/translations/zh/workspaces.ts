import type { workspaces as english } from '../en/workspaces';
import { Texts } from '../texts';

/** Chinese texts of choosing a workspace. */
export const workspaces: Texts<typeof english> = {
  workspace: {
    label: '工作空间',
    choose: '选择工作空间',
    search: {
      title: '选择工作空间',
      label: '搜索工作空间',
      placeholder: 'payments',
      list: '工作空间列表',
      recent: '最近使用',
      found: '找到 {{total}} 个',
      none: '您没有名称包含“{{query}}”的工作空间。',
      empty: '没有其他工作空间。',
    },
    loading: '正在加载您的工作空间',
    loadFailed: '无法加载您的工作空间',
    none: {
      title: '您还不属于任何工作空间',
      what: '工作空间是组织目录中的一个组。其管理员集成镜像仓库，成员从中选择镜像。',
      whom: '请联系您团队所在组的管理员将您加入，或向本门户的管理员询问您属于哪个组。',
    },
    notYours: {
      title: '{{workspace}} 不是您的工作空间',
      next: '请在上方选择您的工作空间，或请该组的管理员将您加入。',
    },
  },
};
