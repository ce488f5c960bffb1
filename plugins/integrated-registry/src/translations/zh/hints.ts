import type { hints as english } from '../en/hints';
import { Texts } from '../texts';

/** Chinese texts of the hints that providers give by code. */
export const hints: Texts<typeof english> = {
  hints: {
    harbor: {
      username: {
        description:
          '机器人账户的完整名称，例如 robot$portal，或 Harbor 本地用户。单点登录用户需使用机器人账户。',
      },
    },
    jfrog: {
      imageHost: {
        description:
          '镜像引用中使用的主机。留空：主机/键/镜像（路径方式）。每个键各有主机：{project}.example.com。每个键各有端口：地址填写单个键 …/api/docker/键，此处填写其 主机:端口。',
      },
      username: {
        description:
          '用户名，密码填写其身份令牌（identity token）。若只有访问令牌（access token），此处填写“token”。只需公开镜像时，两项均留空。',
      },
    },
  },
};
