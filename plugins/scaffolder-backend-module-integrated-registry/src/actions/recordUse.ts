import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeIssues,
  RecordImageUseRequest,
  recordImageUseRequestSchema,
} from 'backstage-plugin-integrated-registry-common';
import { BackendOptions, callBackend, initiatorOf } from './callBackend';
import { inLines, messageOf } from './taskLines';

/**
 * The action `integrated-registry:image:record-use`: notes which entity uses an image, so that the
 * workspace sees it as "used by" and is warned before it removes the integration.
 *
 * @public
 */
export function createRecordUseAction(options: BackendOptions) {
  return createTemplateAction({
    id: 'integrated-registry:image:record-use',
    description:
      "Notes that an entity uses an image of a workspace's registries. In a dry run nothing is noted.",
    examples: [
      {
        description: 'Note that the new component uses the resolved image',
        example: `steps:
  - id: record
    name: Record the use
    action: integrated-registry:image:record-use
    input:
      workspace: \${{ parameters.workspace }}
      reference: \${{ steps.resolve.output.reference }}
      usedBy: component:default/\${{ parameters.name }}
`,
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        workspace: z =>
          z
            .string()
            .describe(
              'Entity ref of the workspace, such as group:default/payments',
            ),
        reference: z =>
          z
            .string()
            .describe(
              'The image reference, such as the one integrated-registry:image:resolve gave',
            ),
        usedBy: z =>
          z
            .string()
            .describe(
              'Whole entity ref of what uses the image, such as component:default/shop',
            ),
      },
    },
    async handler(ctx) {
      const { workspace, reference, usedBy } = ctx.input;
      const log = inLines(ctx.logger);
      if (ctx.isDryRun) {
        const use = readUse(ctx.input);
        log.info(
          `Dry run: that ${use.usedBy} uses ${use.reference} is not noted`,
        );
        return;
      }
      await ctx.checkpoint({
        // Whoever else resumes the task must be allowed to note it themselves.
        key: `record-use.${JSON.stringify([
          await initiatorOf(options, ctx),
          ctx.input,
        ])}`,
        fn: async () => {
          await callBackend(options, ctx, (api, callOptions) =>
            api.recordImageUse({ workspace, reference, usedBy }, callOptions),
          );
        },
      });
      log.info(`Noted that ${usedBy} uses ${reference}`);
    },
  });
}

/** @throws InputError that names what the backend would refuse, such as a reference with a password */
function readUse(input: unknown): RecordImageUseRequest {
  const { data, error } = recordImageUseRequestSchema.safeParse(input);
  if (error) {
    throw new InputError(
      messageOf([
        'The use of the image cannot be noted:',
        ...describeIssues(error).map(
          ({ path, message }) => `- ${path}: ${message}`,
        ),
        'What to do: correct the input of integrated-registry:image:record-use.',
      ]),
    );
  }
  return data;
}
