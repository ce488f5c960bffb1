import { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description:
      'Pin the image chosen in the form to its digest, and hold the rules of its field',
    example: `steps:
  - id: resolve
    name: Resolve the image
    action: integrated-registry:image:resolve
    input:
      workspace: \${{ parameters.workspace }}
      image: \${{ parameters.image }}
      parameter: image
`,
  },
  {
    description:
      "Let only released versions through that run on arm64 and come from the workspace's registries",
    example: `steps:
  - id: resolve
    name: Resolve the image
    action: integrated-registry:image:resolve
    input:
      workspace: \${{ parameters.workspace }}
      image: \${{ parameters.image }}
      pin: digest
      semverRange: '>=1.0.0'
      platform: linux/arm64
      allowCustom: false
`,
  },
];
