import type { images as english } from '../en/images';
import { Texts } from '../texts';

/** Chinese texts of the card of an image. */
export const images: Texts<typeof english> = {
  card: {
    linkedRegistries: '关联的镜像仓库',
    none: '没有可显示的关联镜像仓库。',
    unavailable: '目前无法显示关联的镜像仓库。',
    openPage: '打开集成镜像仓库',
    shared: '共享给此工作空间',
    image_one: '容器镜像',
    image_other: '容器镜像',
    imageLoading: '正在镜像仓库中查找镜像',
    imageHidden: '该镜像来自您无权查看的镜像仓库。',
    imageElsewhere: '该镜像不来自 {{workspace}} 的镜像仓库。',
    imageGone:
      '镜像仓库中已没有该镜像。正在运行的工作负载不受影响，但无法重新拉取。',
    imageOwnerless: '没有组拥有该组件，因此不知道在谁的镜像仓库中查找。',
    imageUnavailable: '目前无法查找该镜像。',
    imageInvalid: '该组件的所有者需要更正注解 {{annotation}}。',
    imageCredential:
      '凡能看到该组件的人都能读到其注解 {{annotation}} 中的用户名或密码。该组件的所有者需要更换密码，并写出不含它的引用。',
    imagesShown: '已显示 {{shown}} 个镜像，共 {{total}} 个',
    imagesMore: '再显示 {{more}} 个',
    imageRegistry: '镜像仓库',
    imageRepository: '镜像库',
    imageTag: '标签',
    imageDigest: '摘要',
    imageKind: '类型',
    imagePlatforms: '平台',
    imageSize: '大小',
    imagePushed: '推送时间',
    imageBuilt: '构建时间',
    copy: '复制镜像引用',
    copied: '已复制',
    loading: '正在加载关联的镜像仓库',
  },
  platforms: {
    missing: '{{platform}}（已缺失）',
    more: '{{list}}，另有 {{total}} 个',
  },
};
