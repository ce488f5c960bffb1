import {
  EnsurePullSecretRequest,
  NamespaceBinding,
  PullSecret,
} from 'backstage-plugin-integrated-registry-common';
import { BackendOptions, callBackend, CallContext } from './callBackend';

const PAGE_SIZE = 200;

/**
 * The binding whose pull secret would be written. It is read from the portal's lists: no cluster is asked.
 *
 * @returns undefined where the namespace is not one of the workspace
 */
export async function findBinding(
  options: BackendOptions,
  ctx: CallContext,
  { workspace, cluster, namespace }: EnsurePullSecretRequest,
): Promise<NamespaceBinding | undefined> {
  let cursor: string | undefined;
  do {
    const query = { workspace, limit: PAGE_SIZE, cursor };
    const { items, nextCursor } = await callBackend(
      options,
      ctx,
      (api, callOptions) =>
        api.call('listNamespaceBindings', { query }, callOptions),
    );
    const found = items.find(
      binding =>
        binding.cluster === cluster &&
        binding.namespace === namespace &&
        !binding.removing,
    );
    if (found) {
      return found;
    }
    cursor = nextCursor;
  } while (cursor !== undefined);
  return undefined;
}

/** What the task would give now, with the name of the Secret that it would wait for. */
export function plannedAnswer(
  { state, integrations, secretName }: NamespaceBinding,
  { integration }: EnsurePullSecretRequest,
): Pick<PullSecret, 'imagePullSecrets' | 'ready' | 'state'> {
  return {
    state,
    ready:
      (state === 'inPlace' || state === 'manifest') &&
      (integration === undefined || integrations.includes(integration)),
    imagePullSecrets: state === 'empty' ? [] : [{ name: secretName }],
  };
}
