/** 镜像引用及其各部分、标签模式。 */
export const referenceMessagesZh = {
  REFERENCE_EMPTY:
    '镜像引用为空。请写成例如 registry.example.com/team/app:1.2.0 的形式',
  REFERENCE_TOO_LONG: '镜像引用过长：最多允许 {{max}} 个字符',
  REFERENCE_WITH_SPACE: '镜像引用中有空格或换行符。请将其移除',
  REFERENCE_WITH_PROTOCOL:
    '镜像引用不含协议。请去掉 :// 及其之前的内容，以主机开头，例如 registry.example.com/team/app:1.2.0',
  REFERENCE_WITH_USER_INFO:
    '镜像引用不含用户名或密码。请去掉 @ 及其之前的内容，以主机开头，例如 registry.example.com/team/app:1.2.0',
  REFERENCE_IS_IDENTIFIER:
    '64 位十六进制数字是镜像的标识符，而不是镜像库。要用摘要指定镜像，请在其前写上镜像库，例如 team/app@sha256: 及其数字',

  HOST_WITH_MORE:
    '主机不得带有用户名、密码或摘要。请只写主机及其端口，例如 registry.example.com:5000',
  HOST_IPV6:
    'IPv6 地址写在方括号中，只含十六进制数字和冒号，例如 [2001:db8::1]:5000',
  HOST_PORT: '主机的端口必须是数字，例如 registry.example.com:5000',
  HOST_DOTS:
    '主机不得为空、以点开头或结尾，或含有两个连续的点。请写成例如 registry.example.com:5000 的形式',
  HOST_PART:
    '主机中含有 {{part}}，但点之间的每一部分只能由字母、数字和 - 组成，且不以 - 开头或结尾。请写成例如 registry.example.com:5000 的形式',

  REPOSITORY_MISSING:
    '缺少镜像库。请将其写在主机之后，例如 registry.example.com/team/app',
  REPOSITORY_TOO_LONG:
    '镜像库过长：最多允许 {{max}} 个字符，而它有 {{length}} 个',
  REPOSITORY_CHARACTER:
    '镜像库不得包含 {{character}}：它由小写字母、数字和 . _ - 组成，各部分之间用 / 分隔，例如 team/app',
  REPOSITORY_UPPER_CASE: '镜像库必须为小写：请写 {{right}}，而不是 {{wrong}}',
  REPOSITORY_SLASHES:
    '镜像库不得以 / 开头或结尾，也不得有两个连续的 /。请写成例如 team/app 的形式',
  REPOSITORY_PART_ENDS:
    '镜像库的 {{part}} 部分必须以字母或数字开头和结尾，例如 team/app',
  REPOSITORY_PART_SEPARATORS:
    '镜像库的 {{part}} 部分含有不能相连的分隔符：字母和数字之间可以有一个点、一个或两个下划线，或任意数量的 -',

  TAG_EMPTY: '标签为空。请写在冒号之后，例如 app:1.2.0，或去掉冒号',
  TAG_TOO_LONG: '标签过长：最多允许 {{max}} 个字符，而它有 {{length}} 个',
  TAG_BEGINNING: '标签不得以 . 或 - 开头。请写成例如 app:1.2.0 的形式',
  TAG_CHARACTER:
    '标签不得包含 {{character}}：它由字母、数字和 _ . - 组成，例如 app:1.2.0',

  DIGEST_FORM: '摘要由算法、冒号和十六进制哈希组成，例如 sha256: 及 64 位数字',
  DIGEST_ALGORITHM:
    '未知的摘要算法 {{algorithm}}。已知的有 sha256、sha384 和 sha512，均为小写',
  DIGEST_LENGTH:
    '{{algorithm}} 摘要有 {{length}} 位十六进制数字，而此处有 {{found}} 位。请复制完整的摘要',
  DIGEST_UPPER_CASE: '摘要的哈希用小写书写',
  DIGEST_CHARACTERS: '摘要的哈希只用十六进制数字 0 到 9 和 a 到 f 书写',

  TAG_PATTERN_LOOK_AHEAD:
    '标签模式包含不受支持的先行断言 {{found}}。请改为写出标签必须的形式，例如 \\d+\\.\\d+\\.\\d+，或使用 semverRange',
  TAG_PATTERN_LOOK_BEHIND:
    '标签模式包含不受支持的后行断言 {{found}}。请改为写出标签必须的形式，例如 \\d+\\.\\d+\\.\\d+，或使用 semverRange',
  TAG_PATTERN_BACK_REFERENCE:
    '标签模式包含不受支持的反向引用 {{found}}。请改为写出可能重复的内容，例如 (?:a-a|b-b)',
  TAG_PATTERN_ATOMIC:
    '标签模式包含不受支持的原子组或占有量词 {{found}}。请改用普通的组或量词',
  TAG_PATTERN_UNICODE_CLASS:
    '标签模式包含不受支持的 Unicode 字符类 {{found}}。请改为列出标签可含的字符，例如 [A-Za-z0-9_.-]',
  TAG_PATTERN_REPEATS:
    '标签模式将某一部分重复 {{times}} 次，而标签最长为 {{max}} 个字符。请减少重复次数',
  VERSION_RANGE_INVALID: '{{range}} 不是版本范围。请写成例如 ">=1.2 <2" 的形式',
  VARIANT_INVALID:
    '变体由字母、数字、点、连字符和 * 组成，例如 alpine 或 alpine3.*',
  TAG_PATTERN_UNUSABLE: '标签模式不是可用的正则表达式。请写得更简单',
  TAG_PATTERN_SYNTAX:
    '标签模式不是正则表达式：{{problem}}。正则表达式采用 RE2 语法，参见 https://github.com/google/re2/wiki/Syntax',
  TAG_PATTERN_REPEAT_COUNT:
    '标签模式不是正则表达式：{{problem}}。某一部分最多可重复 {{max}} 次',
};
