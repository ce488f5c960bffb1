import type { dialogs as english } from '../en/dialogs';
import { Texts } from '../texts';

/** Chinese texts of the dialogs of the page. */
export const dialogs: Texts<typeof english> = {
  dialog: {
    cancel: '取消',
  },
  share: {
    title: '共享 {{name}}',
    effect:
      '其他工作空间的成员随后即可选择其镜像。他们只能看到健康状态和以下设置：{{fields}}；看不到地址和凭据。',
    with: '共享给',
    nobody: '不共享',
    workspaces: '部分工作空间',
    everybody: '所有人',
    which: '工作空间',
    confirm: '保存共享设置',
    failed: '未能更改 {{name}} 的共享设置',
  },
  suspended: {
    title: '已停用的集成',
    what: '其工作空间已不在目录中。这些集成无法使用，也不再读取镜像库。请将其分配给工作空间，或移除。',
    row: '{{name}} - {{workspace}}，自 {{since}} 起停用',
    more: '还有更多已停用的集成。处理完以上集成后将显示其余集成。',
    assign: '分配工作空间',
    assignOne: '将 {{name}} 分配给工作空间',
    assignTitle: '将 {{name}} 分配给工作空间',
    assignEffect:
      '该工作空间的管理员随后使用已保存的凭据管理此集成，其成员可以选择其中的镜像。',
    assignFailed: '未能分配 {{name}}',
    remove: '移除',
    removeOne: '移除 {{name}}',
  },
  remove: {
    title: '移除 {{name}}？',
    effect:
      '其凭据和镜像库索引将被删除，任何人都不能再选择其镜像。镜像仓库本身保持不变。',
    usesFailed: '无法查询谁在使用其镜像：{{reason}}',
    usesNone: '据门户所知，没有任何内容使用其镜像。',
    uses_one: '已知有 {{count}} 处使用其镜像：',
    uses_other: '已知有 {{count}} 处使用其镜像：',
    usesSome: '已知使用其镜像之处（不止这些）：',
    usesStay: '正在运行的工作负载不受影响，但其镜像将无法再在此处查询或检查。',
    confirm: '移除集成',
    failed: '未能移除 {{name}}',
  },
};
