import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeIssues,
  ImageChoice,
  ImagePolicy,
  imagePolicyProperties,
  imagePolicySchema,
  Platform,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { rulesOfParameter, TemplateReader, togetherWith } from '../templates';
import { BackendOptions, callBackend, initiatorOf } from './callBackend';
import {
  describeImage,
  toImageRequest,
  newestIn,
  withDigest,
} from './imageInput';
import { examples } from './resolveImage.examples';
import { inLines, messageOf } from './taskLines';

/** The action reaches the backend, and reads the template of its task. */
export interface ResolveImageOptions extends BackendOptions {
  templates: TemplateReader;
}

/** So many platforms are named in the log. */
const MAX_PLATFORMS = 10;

/**
 * The action `integrated-registry:image:resolve`: finds out which digest an image has now, checks
 * what the template demands of it, and gives a reference to write into manifests.
 *
 * It reads only, so it runs in dry runs as well. A checkpoint keeps the digest, and the tag where a
 * rule has found it: a task that the same person resumes asks for them again, even where the tag has
 * moved or a newer one was pushed in between.
 * Whoever else resumes it has the image resolved again, with what they may use.
 */
export function createResolveImageAction(options: ResolveImageOptions) {
  const action = createTemplateAction({
    id: 'integrated-registry:image:resolve',
    description:
      'Resolves an image of a workspace to its digest and checks what the template demands of it. Fails where a rule is not met.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        workspace: z =>
          z
            .string()
            .describe(
              'Entity ref of the workspace whose registries are used, such as group:default/payments',
            ),
        image: z =>
          z
            .union([
              z.string().min(1),
              z.object({
                reference: z.string().optional(),
                integrationId: z.string().optional(),
                repository: z.string().optional(),
                tag: z.string().optional(),
                digest: z.string().optional(),
                imageHost: z.string().optional(),
                newest: z
                  .object({
                    semverRange: z.string().optional(),
                    tagPattern: z.string().optional(),
                    variant: z.string().optional(),
                    prerelease: z.boolean().optional(),
                  })
                  .optional(),
              }),
            ])
            .describe(
              'What the RegistryImagePicker gives: an image reference, or its parts as an object',
            ),
        parameter: z =>
          z
            .string()
            .min(1)
            .optional()
            .describe(
              'Name of the parameter whose field states the rules, such as image, or services.image for one in an object or array',
            ),
      },
      output: {
        reference: z =>
          z.string().describe('The image reference, pinned as asked for'),
        digest: z =>
          z
            .string()
            .optional()
            .describe(
              'Digest; of the index, where there are several platforms',
            ),
        tag: z =>
          z
            .string()
            .optional()
            .describe('Tag, where one was chosen or found by a rule'),
        newest: z =>
          z
            .object({})
            .passthrough()
            .optional()
            .describe('The rule by which the tag was found'),
        resolvedAt: z =>
          z
            .string()
            .optional()
            .describe('When the tag was found by that rule (ISO 8601)'),
        name: z =>
          z
            .string()
            .describe('Image host and repository, without tag and digest'),
        repository: z =>
          z.string().describe('The repository, as the registry knows it'),
        imageHost: z =>
          z.string().describe('What stands before the repository'),
        integrationId: z =>
          z
            .string()
            .optional()
            .describe('The integration the image belongs to, if any'),
        platforms: z =>
          z
            .array(z.string())
            .describe('Platforms the image runs on, such as linux/amd64'),
        mediaType: z =>
          z.string().optional().describe('Media type of the manifest'),
      },
    },
    async handler(ctx) {
      const { workspace, image, parameter, ...ofInput } = ctx.input;
      const stated =
        parameter === undefined
          ? ofInput
          : togetherWith(
              rulesOfParameter(
                await options.templates.parameters(ctx),
                parameter,
              ),
              ofInput,
            );
      // The field gives its rule with the image, for templates that do not repeat it.
      const policy = readPolicy({ ...newestIn(image), ...stated });
      const { newest, ...otherRules } = policy;
      const resolveAs = async (choice: ImageChoice, rules: ImagePolicy) => {
        const answer = await callBackend(options, ctx, (api, callOptions) =>
          api.resolveImage(
            { workspace, ...toImageRequest(choice), policy: rules },
            callOptions,
          ),
        );
        refuseBrokenRules(describeImage(choice), answer);
        return answer;
      };
      let resolved: ResolvedImage | undefined;
      const { digest, tag, resolvedAt } = await ctx.checkpoint({
        // In a step with `each` the key must differ from one image to the next.
        key: `resolve.${JSON.stringify([
          await initiatorOf(options, ctx),
          { workspace, image, policy },
        ])}`,
        fn: async () => {
          resolved = await resolveAs(image, policy);
          return keptOf(resolved);
        },
      });
      resolved ??= digest
        ? await resolveAs(withDigest(image, digest, tag), otherRules)
        : await resolveAs(image, policy);

      const log = inLines(ctx.logger);
      log.info(describeChoice(resolved));
      if (resolved.tagMoved) {
        log.warn(resolved.tagMoved.message);
      }
      if (policy.pin !== 'tag' && !resolved.reference.includes('@')) {
        log.warn(
          'No digest was found for this image, so what its tag stands for may change later',
        );
      }
      ctx.output('reference', resolved.reference);
      ctx.output('name', `${resolved.imageHost}/${resolved.repository}`);
      ctx.output('repository', resolved.repository);
      ctx.output('imageHost', resolved.imageHost);
      ctx.output('digest', resolved.digest);
      ctx.output('tag', resolved.tag);
      ctx.output('newest', newest);
      ctx.output('resolvedAt', resolved.resolvedAt ?? resolvedAt);
      ctx.output('integrationId', resolved.integrationId);
      ctx.output('platforms', resolved.platforms.map(namePlatform));
      ctx.output('mediaType', resolved.mediaType);
    },
  });
  const { input, output } = action.schema ?? {};
  return {
    ...action,
    schema: {
      output,
      // The rules are those of the contract. An option that does not exist is refused below, since
      // the scaffolder would not say which was meant.
      input: {
        ...input,
        properties: { ...input?.properties, ...imagePolicyProperties() },
        additionalProperties: true,
      },
    },
  };
}

/** What a task that is resumed goes on with; the tag only where a rule has found it. */
function keptOf({ digest, tag, resolvedAt }: ResolvedImage): {
  digest?: string;
  tag?: string;
  resolvedAt?: string;
} {
  return {
    ...(digest && { digest }),
    ...(resolvedAt && { tag, resolvedAt }),
  };
}

/** @throws InputError that names each option which does not exist or cannot be read */
function readPolicy(options: object): ImagePolicy {
  const result = imagePolicySchema.safeParse(options);
  if (!result.success) {
    throw new InputError(
      messageOf([
        'The rules of this template cannot be read:',
        ...describeIssues(result.error).map(
          ({ path, message }) => `- ${path}: ${message}`,
        ),
        'What to do: ask the owner of the template to correct the input of integrated-registry:image:resolve.',
      ]),
    );
  }
  return result.data;
}

function refuseBrokenRules(image: string, answer: ResolvedImage): void {
  if (answer.passed) {
    return;
  }
  const broken = answer.rules.filter(rule => !rule.passed);
  throw new InputError(
    messageOf([
      `The image ${image} does not meet what this template demands:`,
      ...broken.map(rule => `- ${rule.rule}: ${rule.message}`),
      'What to do: choose an image that meets every rule, or ask the owner of the template to change the rule.',
    ]),
  );
}

function describeChoice(resolved: ResolvedImage): string {
  const shown = resolved.platforms.slice(0, MAX_PLATFORMS).map(namePlatform);
  const more =
    resolved.platforms.length - shown.length + (resolved.morePlatforms ?? 0);
  const platforms = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const source = resolved.integrationName
    ? `from the integration "${resolved.integrationName}"`
    : "from outside the workspace's registries";
  return [
    `Chose ${resolved.reference} ${source}`,
    resolved.digest && `digest ${resolved.digest}`,
    platforms && `platforms ${platforms}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function namePlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}
