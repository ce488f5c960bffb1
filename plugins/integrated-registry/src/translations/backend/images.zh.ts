/** 镜像，以及模板规则的判定。 */
export const imageMessagesZh = {
  REPOSITORY_NOT_OFFERED: '镜像库 {{repository}} 不在此集成提供的范围内',
  SCANS_UNSUPPORTED:
    '此类型的镜像仓库不支持按需扫描。请从支持扫描的镜像仓库（例如 Harbor）中选择镜像',
  IMAGE_HOST_CLAIMED:
    '{{name}} 的镜像主机 {{imageHost}} 未经证实，因此只有其自己的工作空间可以选择其镜像。请本门户的平台管理员确认',
  IMAGE_HOST_OF_OTHERS:
    '{{name}} 的镜像主机 {{imageHost}} 是公共主机或属于其他工作空间，因此在本门户的平台管理员确认之前，任何人都不能选择其镜像。请联系他们',
  IMAGE_OF_SEVERAL_INTEGRATIONS:
    '此工作空间的多个集成都有 {{image}}，且可能显示不同的内容：{{names}}。请模板的负责人在 registries 中指定其中一个，或完整传递所选镜像（output: object）',
  TAG_NAMES_ANOTHER:
    '标签 {{tag}} 指向 {{now}}，而不是 {{digest}}。请重新选择镜像，或去掉摘要',
  TAG_NAMES_NOTHING:
    '标签 {{tag}} 不存在，因此它不指向 {{digest}}。请重新选择镜像',
  TAG_MOVED: '标签 {{tag}} 现在指向 {{now}}。所选摘要仍然有效：{{digest}}',
  TAG_GONE: '标签 {{tag}} 已不存在。所选摘要仍然有效：{{digest}}',
  NEWEST_WITH_TAG:
    '模板在任务运行时按规则查找 {{image}} 的标签。请去掉标签和摘要',
  NEWEST_OUTSIDE:
    '无法查找 {{image}} 的最新标签：该镜像不在此工作空间的任何镜像仓库中。请选择其中的镜像',
  NEWEST_LIST_PARTIAL:
    '无法确定 {{repository}} 的最新标签，因为未能读取其全部标签。{{reason}} {{remedy}}',
  NEWEST_NONE:
    '{{repository}} 没有符合规则 {{rule}} 的标签。最接近的标签：{{nearest}}。请选择其他镜像库，或请模板的负责人更改规则',
  NEWEST_NO_TAGS:
    '{{repository}} 没有标签，因此没有符合规则 {{rule}} 的标签。请选择其他镜像库',
  NEWEST_UNKNOWN:
    '无法确定 {{repository}} 中符合规则 {{rule}} 的最新标签是 {{first}} 还是 {{other}}。请模板的负责人收窄规则',
  READING_REPOSITORY: '从镜像仓库读取 {{repository}}',
  NOT_ASKED_AGAIN: '{{name}} 未响应，因此未再次请求。它可能过载或无法访问。',
  NOT_ASKED_AGAIN_SINCE:
    '{{name}} 自 {{since}} 起未响应，因此未再次请求。它可能过载或无法访问。',
  WAIT_FOR_HEALTH_CHECK:
    '请等待：本门户每隔几秒检查一次，在其响应后再次请求。如果问题依旧，请联系镜像仓库的管理员。',
  NOT_ASKED_TO_PROTECT_ACCOUNT:
    '{{reason}}未再次请求 {{name}}，以免账户被锁定。',
  MORE_TAGS_THAN_READ:
    '{{repository}} 的标签多于一次读取的数量：{{tags}} 个，或 {{pages}} 页的数量。',
  TYPE_TAG_OR_DELETE_TAGS:
    '如果您知道标签，请直接输入；或在镜像仓库中删除旧标签。',

  VERDICT_IN_NO_REGISTRY:
    '该镜像不在此工作空间的任何镜像仓库中。请选择其中的镜像',
  VERDICT_REGISTRY_ALLOWED: '允许镜像仓库 {{registry}}',
  VERDICT_REGISTRY_NOT_ALLOWED:
    '此处不允许镜像仓库 {{registry}}。允许：{{allowed}}',
  VERDICT_REGISTRY_NAME_UNCONFIRMED:
    '此处不允许使用镜像仓库 {{registry}}：它的名称由工作空间自行选择，而名称只对平台共享或配置的镜像仓库有效。请模板所有者按其 ID {{id}} 允许它，或请平台管理员共享它',
  VERDICT_TYPE_ALLOWED: '允许该镜像仓库的类型',
  VERDICT_TYPE_NOT_ALLOWED: '镜像必须来自以下类型的镜像仓库：{{allowed}}',
  VERDICT_REPOSITORY_ALLOWED: '允许镜像库 {{repository}}',
  VERDICT_REPOSITORY_NOT_ALLOWED:
    '此处不允许镜像库 {{repository}}。允许：{{allowed}}',
  VERDICT_TAG_FITS: '标签 {{tag}} 符合要求的格式',
  VERDICT_TAG_FORM: '标签 {{tag}} 必须符合格式 {{pattern}}',
  VERDICT_NO_TAG_FORM:
    '镜像必须有符合格式 {{pattern}} 的标签，但没有已知的此类标签指向其摘要。请同时输入标签和摘要',
  VERDICT_VARIANT_FITS: '标签 {{tag}} 属于变体 {{variant}}',
  VERDICT_VARIANT:
    '标签 {{tag}} 必须是变体 {{variant}} 的版本，例如 1.2.3-{{example}}',
  VERDICT_NO_VARIANT:
    '镜像必须有变体 {{variant}} 的标签，但没有已知的此类标签指向其摘要。请同时输入标签和摘要',
  VERDICT_VERSION_FITS: '版本 {{tag}} 在 {{range}} 范围内',
  VERDICT_VERSION: '标签 {{tag}} 必须是 {{range}} 范围内的版本',
  VERDICT_NO_VERSION:
    '镜像的标签必须是 {{range}} 范围内的版本，但没有已知的此类标签指向其摘要。请同时输入标签和摘要',
  VERDICT_ARTIFACT_IMAGE: '它是容器镜像',
  VERDICT_ARTIFACT_ALLOWED: '允许类型为 {{type}} 的制品',
  VERDICT_ARTIFACT: '容器运行时无法运行它：{{kind}}。请选择镜像',
  VERDICT_ARTIFACT_NOT_ALLOWED:
    '容器运行时无法运行它：{{kind}}。请选择镜像，或以下类型的制品：{{allowed}}',
  VERDICT_ARTIFACT_UNREAD: '镜像仓库未告知此索引中是否有镜像。请重试',
  KIND_HELM_CHART: 'Helm Chart',
  KIND_WASM_MODULE: 'WASM 模块',
  KIND_SBOM: 'SBOM',
  KIND_ATTESTATION: '证明',
  KIND_SIGNATURE: '签名',
  KIND_INDEX_WITHOUT_IMAGE: '不含镜像的索引',
  KIND_OTHER: '类型为 {{type}} 的制品',
  KIND_UNKNOWN: '类型未知的制品',
  VERDICT_PLATFORMS_GONE:
    '无法拉取该镜像：镜像仓库中已没有其任何平台的清单。请选择其他版本，或请人重新推送',
  VERDICT_PLATFORM_UNKNOWN:
    '镜像必须能在 {{platform}} 上运行，而对工作空间镜像仓库之外的镜像无法检查',
  VERDICT_PLATFORM_FITS: '镜像可在 {{platform}} 上运行',
  VERDICT_PLATFORM_UNCHECKED:
    '镜像声明了 {{platform}}，但镜像仓库未回答是否有其清单。请重试',
  VERDICT_PLATFORM_UNREAD:
    '镜像可能可在 {{platform}} 上运行：镜像仓库未告知其全部平台。请重试。{{platforms}}',
  VERDICT_PLATFORM_UNNAMED:
    '镜像可能可在 {{platform}} 上运行：其索引中有 {{more}} 个条目未声明平台，且未读取。请选择声明了平台的镜像。{{platforms}}',
  VERDICT_PLATFORM_GONE:
    '镜像声明了 {{platform}}，但镜像仓库中已没有其清单。{{platforms}}',
  VERDICT_PLATFORM: '镜像不能在 {{platform}} 上运行。{{platforms}}',
  PLATFORMS_NONE: '镜像未声明平台',
  PLATFORMS: '可运行的平台：{{platforms}}',
  PLATFORMS_AND_MORE: '可运行的平台：{{platforms}}，另有 {{more}} 个',
  VERDICT_SEVERITY_FITS: '镜像已知的最严重漏洞等级：{{severity}}',
  VERDICT_SEVERITY: '{{demand}}，但{{finding}}',
  VERDICT_SEVERITY_UNREADABLE:
    '{{demand}}，但无法读取其漏洞。{{reason}} {{remedy}}',
  DEMAND_NO_VULNERABILITY: '镜像不得有已知漏洞',
  DEMAND_NONE_ABOVE: '镜像不得有高于“{{severity}}”等级的漏洞',
  FINDING_NO_SEVERITY: '其扫描摘要未给出严重程度。请重新扫描',
  FINDING_SEVERITY: '它有“{{severity}}”等级的漏洞。请选择其他版本',
  FINDING_SCAN_UNDER_WAY: '其扫描仍在进行。请在扫描结束后重试',
  FINDING_NOT_SCANNED: '尚未扫描。请先扫描，再重新选择',
  FINDING_SCAN_FAILED: '其扫描失败。请重新扫描，或选择其他版本',
  FINDING_UNSUPPORTED: '其镜像仓库不提供漏洞信息。请从扫描镜像的镜像仓库中选择',
  SEVERITY_NONE: '无',
  SEVERITY_UNKNOWN: '未知',
  SEVERITY_NEGLIGIBLE: '可忽略',
  SEVERITY_LOW: '低',
  SEVERITY_MEDIUM: '中',
  SEVERITY_HIGH: '高',
  SEVERITY_CRITICAL: '严重',
  VERDICT_SIGNED: '镜像有签名；未检查签名者是谁',
  VERDICT_SIGNATURE_UNREADABLE:
    '镜像必须已签名，但无法读取其签名。{{reason}} {{remedy}}',
  VERDICT_UNSIGNED: '镜像必须已签名，但它没有签名。请选择其他版本',
  VERDICT_SIGNATURES_UNSUPPORTED:
    '镜像必须已签名，但其镜像仓库不提供签名信息。请从提供签名信息的镜像仓库中选择',
};
