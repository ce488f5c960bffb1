import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  EnsurePullSecretRequest,
  PullSecret,
} from 'backstage-plugin-integrated-registry-common';
import { BackendOptions } from './callBackend';
import { examples } from './ensurePullSecret.examples';
import { findBinding, plannedAnswer } from './plannedPullSecret';
import { inLines, messageOf } from './taskLines';
import { waitForPullSecret } from './waitForPullSecret';

const DEFAULT_WAIT_SECONDS = 30;
const MAX_WAIT_SECONDS = 600;

/** What the action outputs. */
type Outputs = Pick<
  PullSecret,
  'imagePullSecrets' | 'ready' | 'state' | 'manifest'
>;

/**
 * The action `integrated-registry:pull-secret:ensure`: has the pull secret of a namespace written, waits
 * until images can be pulled there, and gives what a Pod's specification needs for it.
 *
 * It gives the name of the Secret and never what is in it. In a dry run nothing is written.
 *
 * @public
 */
export function createEnsurePullSecretAction(options: BackendOptions) {
  return createTemplateAction({
    id: 'integrated-registry:pull-secret:ensure',
    description:
      'Has the pull secret of a namespace written and waits until images of a workspace can be pulled there. In a dry run nothing is written.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        workspace: z =>
          z
            .string()
            .describe(
              'Entity ref of the workspace that the namespace is bound to, such as group:default/payments',
            ),
        namespace: z =>
          z
            .object({
              cluster: z.string().min(1).describe('Name of the cluster'),
              namespace: z.string().min(1).describe('Name of the namespace'),
            })
            .describe(
              'What the WorkspaceNamespacePicker gives: cluster and namespace',
            ),
        integrationId: z =>
          z
            .string()
            .optional()
            .describe(
              'Id of the integration whose image is going to be pulled, such as the one integrated-registry:image:resolve gave',
            ),
        waitSeconds: z =>
          z
            .number()
            .int()
            .min(0)
            .max(MAX_WAIT_SECONDS)
            .optional()
            .describe(
              `How long to wait until images can be pulled, in seconds; ${DEFAULT_WAIT_SECONDS} where it is left out, ${MAX_WAIT_SECONDS} at most`,
            ),
        required: z =>
          z
            .boolean()
            .optional()
            .describe(
              'false: where images cannot be pulled in time, the task goes on with a warning instead of failing',
            ),
      },
      output: {
        imagePullSecrets: z =>
          z
            .array(z.object({ name: z.string() }))
            .describe(
              "What to put into a Pod's specification as imagePullSecrets; empty where there is no Secret",
            ),
        ready: z =>
          z.boolean().describe('Whether images can be pulled in the namespace'),
        state: z =>
          z
            .string()
            .describe(
              'Where the pull secret stands: inPlace, writing, empty, manifest, drifted, refused or unreachable',
            ),
        manifest: z =>
          z
            .string()
            .optional()
            .describe(
              'YAML of a SealedSecret or ExternalSecret to commit or to apply, where the portal does not write to the cluster itself',
            ),
      },
    },
    async handler(ctx) {
      const { workspace, integrationId, required = true } = ctx.input;
      const { cluster, namespace } = ctx.input.namespace;
      const place: EnsurePullSecretRequest = {
        workspace,
        cluster,
        namespace,
        // What a template has no value for may be an empty text.
        ...(integrationId && { integration: integrationId }),
      };
      const log = inLines(ctx.logger);
      const give = ({ imagePullSecrets, ready, state, manifest }: Outputs) => {
        ctx.output('imagePullSecrets', imagePullSecrets);
        ctx.output('ready', ready);
        ctx.output('state', state);
        ctx.output('manifest', manifest);
      };
      const where = `${namespace} on ${cluster}`;
      if (ctx.isDryRun) {
        const binding = await findBinding(options, ctx, place);
        if (!binding) {
          log.warn(
            `Dry run: ${where} is not bound to ${workspace}, so the task would fail here`,
          );
          give({ imagePullSecrets: [], ready: false, state: 'refused' });
          return;
        }
        log.info(
          `Dry run: the pull secret ${binding.secretName} in ${where} is not written; its state is ${binding.state} now`,
        );
        give(plannedAnswer(binding, place));
        return;
      }
      const { answer, problem } = await waitForPullSecret(options, ctx, {
        place,
        waitSeconds: ctx.input.waitSeconds ?? DEFAULT_WAIT_SECONDS,
        onWait: reason =>
          log.info(`Waiting until images can be pulled: ${reason}`),
      });
      if (!problem) {
        log.info(`Images can be pulled in ${where}${how(answer)}`);
        give(answer);
        return;
      }
      const lines = [
        `Images cannot be pulled in ${where}: ${problem.message}`,
        `What to do: ${problem.remedy}`,
      ];
      if (required) {
        throw new Error(messageOf(lines));
      }
      lines.forEach(log.warn);
      give(answer);
    },
  });
}

function how({ imagePullSecrets, manifest }: Outputs): string {
  const names = imagePullSecrets.map(({ name }) => name).join(', ');
  if (manifest !== undefined) {
    return ` once the manifest of the pull secret ${names} is applied`;
  }
  return names && ` with the pull secret ${names}`;
}
