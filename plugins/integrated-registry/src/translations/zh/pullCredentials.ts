import type { pullCredentials as english } from '../en/pullCredentials';
import { Texts } from '../texts';

/** Chinese texts of the pull credentials of a workspace. */
export const pullCredentials: Texts<typeof english> = {
  pullCredentials: {
    title: '拉取凭据',
    intro:
      '{{workspace}} 的拉取 Secret 中包含的各集成的凭据。由工作空间的管理员决定。',
    loadFailed: '无法加载拉取凭据',
    updateFailed: '拉取凭据可能不是最新的',
    empty: '此工作空间尚无集成。',
    columns: {
      integration: '集成',
      source: '拉取 Secret 中的凭据',
      state: '状态',
      actions: '操作',
    },
    shared: '由其他工作空间共享',
    source: {
      none: '无',
      separate: '单独的凭据',
      minted: '由门户创建',
      own: '集成自身的凭据',
      notNeeded: '无需凭据',
    },
    username: '用户名：{{username}}',
    undecided: '尚未决定',
    decidedBy: '决定者：',
    valid: '有效',
    expiresAt: '{{date, datetime(dateStyle: medium)}} 到期',
    decide: '决定',
    decideOn: '决定 {{name}} 的凭据',
    decided: '已保存对 {{name}} 的决定，拉取 Secret 将随之更新。',
  },
  decide: {
    title: '{{name}} 的拉取凭据',
    source: '{{workspace}} 的拉取 Secret 中的凭据',
    none: 'Pod 无法拉取此集成的私有镜像。',
    separate: '请使用只能拉取镜像的账户。',
    minted:
      '门户在镜像仓库中创建只能拉取的账户，及时更新，并在不再需要时移除。',
    own: '凡可读取已绑定命名空间中 Secret 的人，都能读取此密码，并用于它在镜像仓库中可做的一切，而不仅是拉取。',
    ownRefused: '无法选择：{{reason}}。{{remedy}}',
    usernameMissing: '请输入用户名',
    passwordMissing: '请输入密码',
    groupMissing: '请输入用户组',
    groupHelp: '镜像仓库中的用户组，凭据将获得其权限。该组应只能读取。',
    save: '保存决定',
    saveUntested: '不测试直接保存',
    testing: '保存前正在使用该凭据拉取镜像',
    minting: '正在创建凭据，并用它拉取镜像',
    failed: '未能保存决定',
  },
};
