import type { namespacePicker as english } from '../en/namespacePicker';
import { Texts } from '../texts';

/** Chinese texts of the field for namespaces. */
export const namespacePicker: Texts<typeof english> = {
  namespacePicker: {
    label: '命名空间',
    loading: '正在加载命名空间',
    workspaceMissing: '请先在上方选择工作空间：命名空间来自该工作空间。',
    none: '此工作空间未绑定命名空间。平台管理员可在“集成镜像仓库”页面的“命名空间”选项卡中绑定。',
    notInList:
      '{{cluster}} 上的 {{namespace}} 不是此工作空间的命名空间。请另选一个',
    state: {
      inPlace: '拉取 Secret 已就位',
      writing: '拉取 Secret 尚未就位',
      manifest: '拉取 Secret 以清单形式提供',
      drifted: '拉取 Secret 已偏离',
      refused: '集群拒绝了拉取 Secret',
      unreachable: '无法连接集群',
    },
    pull: '{{state}}。{{detail}}',
    problem: '{{message}}。{{remedy}}',
    noCredential: '没有该镜像的凭据',
    decide: '由工作空间的管理员在“集成镜像仓库”页面的“命名空间”选项卡中决定。',
    notNeeded: '该镜像无需拉取 Secret',
    elsewhere: '该镜像不来自此工作空间的镜像仓库',
  },
};
