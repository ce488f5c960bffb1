import { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description:
      'Wait until the chosen image can be pulled in the chosen namespace, and give the manifest its imagePullSecrets',
    example: `steps:
  - id: resolve
    name: Resolve the image
    action: integrated-registry:image:resolve
    input:
      workspace: \${{ parameters.workspace }}
      image: \${{ parameters.image }}
      parameter: image

  - id: pullSecret
    name: Put the pull secret in place
    action: integrated-registry:pull-secret:ensure
    input:
      workspace: \${{ parameters.workspace }}
      namespace: \${{ parameters.namespace }}
      integrationId: \${{ steps.resolve.output.integrationId }}

  - id: manifests
    name: Write the manifests
    action: fetch:template
    input:
      url: ./content
      values:
        image: \${{ steps.resolve.output.reference }}
        namespace: \${{ parameters.namespace.namespace }}
        imagePullSecrets: \${{ steps.pullSecret.output.imagePullSecrets }}
`,
  },
  {
    description:
      'Wait for two minutes, and go on with a warning where the cluster cannot be reached',
    example: `steps:
  - id: pullSecret
    name: Put the pull secret in place
    action: integrated-registry:pull-secret:ensure
    input:
      workspace: \${{ parameters.workspace }}
      namespace: \${{ parameters.namespace }}
      waitSeconds: 120
      required: false
`,
  },
];
