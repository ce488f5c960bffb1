/** 从地址识别出的厂商，以及更合适的设置。 */
export const vendorMessagesZh = {
  VENDOR: '这是 {{vendor}}。',
  VENDOR_DOCKER_HUB:
    '这是 {{vendor}}。请使用您的用户名和个人访问令牌登录，并声明镜像库：Docker Hub 没有目录。',
  VENDOR_GITHUB:
    '这是 {{vendor}}。请使用您的用户名和具有 read:packages 的经典个人访问令牌登录，并声明镜像库：它没有目录。',
  VENDOR_GITLAB:
    '这是 {{vendor}}。请使用部署令牌或具有 read_registry 的个人访问令牌登录，并声明镜像库：它没有目录。',
  VENDOR_QUAY: '这是 {{vendor}}。请使用机器人账户登录，例如 team+portal。',
  VENDOR_ECR_PUBLIC: '这是 {{vendor}}。请声明镜像库：它没有目录。',
  VENDOR_ECR:
    '这是 {{vendor}}。请以 AWS 为用户名，使用“aws ecr get-login-password”的密码登录。该密码有效期为 12 小时。',
  VENDOR_ACR:
    '这是 {{vendor}}。请使用可读取内容和元数据的服务主体或镜像仓库令牌登录。',
  VENDOR_GOOGLE:
    '这是 {{vendor}}。请以 _json_key 为用户名，使用服务账户的完整密钥文件作为密码登录。',
  VENDOR_NEXUS:
    '这是 {{vendor}}。请在“镜像主机”字段中填写拉取其镜像的地址：单独的端口或主机。',

  SUGGEST_HARBOR:
    '这是 Harbor。选择 Harbor 类型，本门户还会显示项目、推送时间和漏洞。',
  SUGGEST_JFROG:
    '这是 JFrog Artifactory。选择 JFrog Artifactory 类型，本门户会找出其镜像的拉取地址。',
  SUGGEST_GITLAB:
    '这是 GitLab。其容器镜像仓库有自己的地址：项目的“Container registry”页面在命令中显示该地址，例如 registry.gitlab.example.com。',
  SUGGEST_NEXUS:
    '这是 Nexus Repository。其每个 Docker 仓库都有自己的地址：端口、主机或 …/repository/NAME。',
  SUGGEST_ADDRESS: '{{address}} 处有镜像仓库响应。',
  SUGGEST_PLAIN_ADDRESS:
    '{{address}} 处有镜像仓库响应。使用 http 时没有加密：传输途中的任何人都能读取密码。',
};
