import type { namespaces as english } from '../en/namespaces';
import { Texts } from '../texts';

/** Chinese texts of the tab Namespaces. */
export const namespaces: Texts<typeof english> = {
  namespaces: {
    name: '{{cluster}} 上的 {{namespace}}',
    title: '{{workspace}} 的命名空间',
    titleAll: '您的工作空间的命名空间',
    intro:
      '这些命名空间中的 Pod 可以拉取工作空间的私有镜像：本门户为每个命名空间提供拉取 Secret。',
    showAll: '显示我的所有工作空间',
    bind: '绑定命名空间',
    loading: '正在加载命名空间',
    loadFailed: '无法加载命名空间',
    updateFailed: '列表可能不是最新的',
    incomplete: '列表不完整，请稍后重试。',
    columns: {
      namespace: '命名空间',
      cluster: '集群',
      workspace: '工作空间',
      pullSecret: '拉取 Secret',
      integrations: '集成',
      actions: '操作',
    },
    byConfiguration: '门户配置',
    integrations_one: '{{count}} 个集成',
    integrations_other: '{{count}} 个集成',
    noIntegrations: '无',
    details: '详情',
    detailsOf: '{{namespace}} 的详情',
    menu: '{{namespace}} 的操作',
    sync: '立即同步',
    download: '下载清单',
    takeOver: '接管',
    remove: '移除',
    forget: '不再跟踪',
    noClusters: {
      title: '未配置集群',
      what: '本门户将拉取 Secret 写入其自身配置中的集群，每个集群使用单独的服务账户，或为集群生成清单。请添加一个：',
      snippet: '配置示例',
      next: '集成镜像仓库的 docs/deploy.md 介绍了该服务账户及其 Role。',
    },
    empty: {
      title: '尚未绑定命名空间',
      platformAdmin:
        '将集群的命名空间绑定到 {{workspace}} 后，其中的 Pod 即可拉取该工作空间的私有镜像。',
      others:
        '请本门户的平台管理员将命名空间绑定到 {{workspace}}。之后其中的 Pod 即可拉取该工作空间的私有镜像。',
    },
    notice: {
      bound: '已绑定 {{namespace}}，正在写入其拉取 Secret。',
      syncing: '正在比对 {{namespace}} 的拉取 Secret。',
      syncFailed: '无法比对 {{namespace}} 的拉取 Secret',
      takenOver: '正在写入 {{namespace}} 的拉取 Secret。',
      removed: '正在移除 {{namespace}}。集群响应后将立即删除其拉取 Secret。',
      forgotten: '已不再跟踪 {{namespace}}。',
      boundForManifests:
        '已绑定 {{namespace}}。请在决定凭据后下载其清单并应用。',
      removedForManifests:
        '已移除 {{namespace}}。请在应用过其清单的位置将清单删除。',
      downloaded:
        '已下载 {{namespace}} 的清单。请应用它，或将其提交到该集群的代码仓库。',
      noManifest: '目前没有要提供的凭据',
      downloadFailed: '无法生成 {{namespace}} 的清单',
    },
  },
  pullSecretState: {
    inPlace: '已就位',
    writing: '正在写入',
    empty: '无凭据',
    manifest: '清单',
    drifted: '已偏离',
    refused: '已拒绝',
    unreachable: '无法连接',
    removing: '正在移除',
  },
  bindingDetails: {
    close: '关闭',
    checkedAt:
      '上次询问集群：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    appliedAt:
      '上次写入 Secret：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    handedOutAt:
      '上次提供清单：{{date, datetime(dateStyle: medium; timeStyle: short)}}',
    handedOut: '已以清单形式提供。本门户不知道它是否已被应用。',
    notHandedOut: '尚未提供清单。由工作空间的管理员下载，或由模板获取。',
    integrations: '包含的集成',
    use: '使用方法',
    useSecret: '该 Secret 名为 {{name}}。请在 Pod 的规约中写明：',
    linked: '以下 ServiceAccount 的 Pod 无需写明即可使用：{{accounts}}。',
    useSnippet: 'Pod 规约的片段',
    label: '命名空间的标签',
    labelWhy: '集群通过此标签同意绑定。集群管理员使用以下命令设置：',
    labelCommand: '设置标签的命令',
    role: '本门户的 Role',
    roleWhy:
      '本门户的服务账户在该命名空间中需要且仅需要以下权限。集群管理员使用 kubectl apply -f 应用。',
    roleYaml: 'Role 和 RoleBinding',
  },
  copy: {
    copy: '复制：{{what}}',
    copied: '已复制',
  },
  bindNamespace: {
    title: '绑定命名空间',
    confirm: '绑定命名空间',
    failed: '未能绑定命名空间',
    effect:
      '本门户会在该命名空间中写入拉取 Secret。该命名空间必须带有工作空间的标签，绑定的详情中会显示该标签。',
    change: '更改',
    changeWorkspace: '更改工作空间',
    clusterPlaceholder: '选择集群',
    clusterMissing: '请选择集群',
    namespaceMissing: '请输入命名空间',
    effectForManifests:
      '本门户不会写入此集群，而是生成该集群所用类型的清单。有权将其应用到该命名空间的人即同意绑定。',
    serviceAccounts: '要关联的 ServiceAccount',
    serviceAccountsHelp:
      '每行一个，例如 default。拉取 Secret 会添加到其 imagePullSecrets，其 Pod 便无需写明。其他条目保持不变。留空则需在每个 Pod 中写明该 Secret。',
  },
  takeOver: {
    title: '接管 {{namespace}} 的拉取 Secret？',
    effect:
      '集群 {{cluster}} 上的 Secret {{secret}} 将用该工作空间的凭据重新写入。其他人写入其中的凭据将被覆盖，需要这些凭据的 Pod 将无法再拉取镜像。',
    confirm: '接管拉取 Secret',
    failed: '未能接管 {{namespace}} 的拉取 Secret',
  },
  removeBinding: {
    title: '从 {{workspace}} 移除 {{namespace}}？',
    secret:
      '集群 {{cluster}} 响应后将立即删除 Secret {{secret}}。在此之前仍显示该绑定。',
    manifest:
      '本门户无法删除集群 {{cluster}} 上的 Secret {{secret}}。请在应用或提交过其清单的所有位置将清单删除。',
    linked: '该 Secret 还会从以下 ServiceAccount 中移除：{{accounts}}。',
    pods: '正在运行的 Pod 会继续运行。之后在该命名空间中拉取私有镜像会失败。',
    confirm: '移除绑定',
    failed: '未能移除 {{namespace}}',
  },
  forgetBinding: {
    title: '不再跟踪 {{namespace}}？',
    effect: '本门户将不再尝试删除集群 {{cluster}} 上的 Secret {{secret}}。',
    byHand: '如果该命名空间仍然存在，请手动删除其中的 Secret {{secret}}。',
    linked: '另请将其从以下 ServiceAccount 中移除：{{accounts}}。',
    confirm: '不再跟踪绑定',
    failed: '未能停止跟踪 {{namespace}}',
  },
};
