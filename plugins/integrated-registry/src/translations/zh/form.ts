import type { form as english } from '../en/form';
import { Texts } from '../texts';

/** Chinese texts of the form of an integration. */
export const form: Texts<typeof english> = {
  form: {
    createTitle: '集成镜像仓库',
    editTitle: '编辑 {{name}}',
    required: '必填',
    loading: '正在加载表单',
    providersFailed: '无法加载镜像仓库类型',
    loadFailed: '无法加载 {{name}}',
    credentialRequired: '此类型需要用户名和密码。',
    credentialOptional: '若镜像仓库不需要凭据，请将两项留空。',
    passwordUnchanged: '未更改',
    passwordBlank:
      '密码以空白开头或结尾。如果空白不是密码的一部分，请将其删除。',
    passwordDemandedUser: '用户名已更改：请输入与之对应的密码。',
    passwordDemandedTrust:
      '信任的证书比以前更多：请重新输入密码。已存储的密码不会通过信任度更低的连接发送。',
    trustFixed:
      '信任更多证书需要重新输入密码，而您无权输入。请联系门户管理员。',
    addressUsed: '实际使用 {{url}}',
    vendor: '这是 {{vendor}}',
    useSuggestion: '采用建议',
    vendorLogin: {
      dockerHub:
        '使用用户名和个人访问令牌登录，并声明镜像库：Docker Hub 没有目录。',
      gitHub:
        '使用用户名和具有 read:packages 权限的经典个人访问令牌登录，并声明镜像库：它没有目录。',
      gitLab:
        '使用部署令牌或具有 read_registry 权限的个人访问令牌登录，并声明镜像库：它没有目录。',
      quay: '使用机器人账户登录，例如 team+portal。',
      ecrPublic: '请声明镜像库：它没有目录。',
      ecr: '以 AWS 登录，密码由 “aws ecr get-login-password” 给出，有效期 12 小时。',
      acr: '使用可读取内容和元数据的服务主体或镜像仓库令牌登录。',
      google: '以 _json_key 登录，密码为服务账户的整个密钥文件。',
      nexus: '在“镜像主机”字段中填写拉取镜像的位置：独立的端口或主机。',
    },
    passwordKept: '留空则保留已存储的密码。密码从不显示。',
    passwordDemanded:
      '地址已更改：请重新输入密码。已存储的密码不会发送到其他地址。',
    credentialFixed: '您无权更改凭据。请联系门户管理员。',
    addressFixed:
      '无法更改：更改地址需要重新输入密码，而您无权输入。请联系门户管理员。',
    passwordRemoved: '没有用户名时，保存后将删除已存储的密码。',
    skipVerifyWarning: '网络路径上的任何人都可能读取密码',
    skipVerifyRemedy: '如有可能，请改为填写 CA 证书。',
    more: 'TLS 与镜像库',
    moreSubtitle: '自有 CA、声明的镜像库、过滤',
    save: '保存集成',
    saveAnyway: '仍然保存',
    checking: '保存前正在测试连接',
    invalid: '有些字段无效',
    usernameMissing: '请输入用户名',
    passwordMissing: '请输入密码',
    createFailed: '未能集成镜像仓库',
    updateFailed: '未能保存更改',
    keptOverSignIn: '您的输入已保留，密码除外。重新登录后请再次打开此表单。',
    restored: '已保留页面重新加载之前的输入，密码除外。',
    notReachable: '未保存：连接测试失败于步骤“{{step}}”',
    notReachableNext:
      '请更正设置后再次保存。也可仍然保存，门户稍后会检查镜像仓库。',
  },
  conflict: {
    title: '您编辑期间 {{name}} 已被更改',
    by: '{{user}} 于 {{date, datetime(dateStyle: medium; timeStyle: short)}} 更改了它。',
    someone: '某人',
    fields: '已更改的字段：{{fields}}。',
    next: '未保存任何内容。重新加载表单可查看新版本，您的输入会保留。',
    reload: '重新加载表单',
    gone: '您编辑期间 {{name}} 已被移除',
    goneNext:
      '未保存任何内容。请关闭此表单，或使用您的输入重新集成该镜像仓库。',
    again: '重新集成',
  },
};
