import {
  CreateNamespaceBindingRequest,
  EnsurePullSecretRequest,
  message,
  NamespaceBinding,
  NamespaceBindingList,
  NamespaceBindingListQuery,
  PullSecret,
  PullSecretState,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { randomUUID } from 'node:crypto';
import {
  DeployingPolicy,
  AdmittedCaller,
  AdmittedToWorkspace,
  WorkspaceDirectory,
} from '../access';
import { CallerOptions, callerRef, conflictError, inputError } from '../model';
import { decodeCursor, encodeCursor } from '../platform';
import { AdmittedToBinding, AdmittedToBindings } from './admissions';
import { DatabaseBindingStore, StoredBinding } from './bindings';
import { presentBinding } from './bindings/presentBinding';
import { PullSecretTargets } from './PullSecretTargets';
import { PullPlanner } from './reconcile/PullPlanner';
import { PullSecretReconciler } from './reconcile/PullSecretReconciler';

export interface NamespaceBindingsOptions {
  bindings: DatabaseBindingStore;
  reconciler: PullSecretReconciler;
  planner: PullPlanner;
  targets: PullSecretTargets;
  deploying: DeployingPolicy;
  directory: WorkspaceDirectory;
  secretName: string;
}

/** States of a Secret that is there, or that the portal is going to write. */
const COMING: PullSecretState[] = ['writing', 'drifted', 'unreachable'];
/** Where bindings of the configuration are changed. */
const CONFIGURED_AT = 'integratedRegistry.namespaces';

/** Namespaces of workspaces, and what is done with them by those who were let in. */
export class NamespaceBindings {
  readonly #options: NamespaceBindingsOptions;

  constructor(options: NamespaceBindingsOptions) {
    this.#options = options;
  }

  async list(
    admitted: AdmittedToBindings,
    query: NamespaceBindingListQuery,
    call: CallerOptions,
  ): Promise<NamespaceBindingList> {
    const { bindings, targets, deploying } = this.#options;
    const cursor = query.cursor && decodeCursor(query.cursor, 3);
    const found = await bindings.list({
      workspaces: admitted.workspaces,
      limit: query.limit + 1,
      ...(cursor && {
        after: {
          workspace: cursor[0],
          cluster: cursor[1],
          namespace: cursor[2],
        },
      }),
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    const canBind = await deploying.mayBind(admitted.caller, call);
    return {
      items: await this.#presentAll(items, admitted, canBind),
      ...(found.length > items.length &&
        last && {
          nextCursor: encodeCursor([
            last.workspace,
            last.cluster,
            last.namespace,
          ]),
        }),
      complete: true,
      asOf: new Date().toISOString(),
      hasClusters: targets.names.length > 0,
      clusters: canBind ? targets.names : [],
      manifestClusters: canBind ? targets.manifestNames : [],
      canBind,
    };
  }

  /** @throws InputError, ConflictError */
  async create(
    admitted: AdmittedCaller,
    request: CreateNamespaceBindingRequest,
    call: CallerOptions,
  ): Promise<NamespaceBinding> {
    const { bindings, targets, directory, reconciler } = this.#options;
    const { cluster, workspace } = request;
    if (!targets.get(cluster)) {
      throw inputError(
        targets.names.length === 0
          ? message('NO_CLUSTERS')
          : message('CLUSTER_UNKNOWN', { cluster, clusters: targets.names }),
      );
    }
    if (targets.takesManifests(cluster) && request.serviceAccounts.length > 0) {
      throw inputError(message('MANIFEST_LINKS_NOTHING', { cluster }));
    }
    if (!(await directory.get(workspace))) {
      throw inputError(message('NO_SUCH_GROUP', { group: workspace }));
    }
    const created = await bindings.create({
      ...request,
      id: randomUUID(),
      managedBy: 'user',
      createdAt: new Date().toISOString(),
      createdBy: callerRef(call),
    });
    reconciler.begin([created]);
    return this.#present(created, admitted, call);
  }

  /**
   * The Secret goes first, as soon as the cluster answers. Where the cluster refuses that, a second
   * removal forgets the binding, and the Secret stays where it still is.
   */
  async remove(
    admitted: AdmittedToBinding,
    call: CallerOptions,
  ): Promise<NamespaceBinding> {
    const { bindings, reconciler } = this.#options;
    const { binding } = admitted;
    const { id } = binding;
    if (binding.managedBy === 'config') {
      throw inputError(
        message('BINDING_OF_CONFIGURATION', { place: CONFIGURED_AT }),
      );
    }
    if (binding.removingSince !== undefined && binding.state === 'refused') {
      // The cluster does not let the portal clean up, and somebody does not want to wait for it.
      await bindings.remove(id);
      return this.#present(binding, admitted, call);
    }
    await bindings.markRemoving(id);
    const marked = await bindings.mustGet(id);
    reconciler.begin([marked]);
    return this.#present(marked, admitted, call);
  }

  /** Begins to compare, and waits for nothing. */
  async sync(
    admitted: AdmittedToBinding,
    call: CallerOptions,
  ): Promise<NamespaceBinding> {
    const { bindings, reconciler } = this.#options;
    const { id } = admitted.binding;
    await bindings.makeDue(id);
    const binding = await bindings.mustGet(id);
    reconciler.begin([binding]);
    return this.#present(binding, admitted, call);
  }

  /** @throws ConflictError where nobody has changed it */
  async takeOver(
    admitted: AdmittedToBinding,
    call: CallerOptions,
  ): Promise<NamespaceBinding> {
    const { reconciler } = this.#options;
    const { binding } = admitted;
    if (binding.state !== 'drifted') {
      throw conflictError(message('BINDING_NOT_DRIFTED'));
    }
    const taken = await reconciler.lookAfter(binding.id, { takeOver: true });
    return this.#present(taken.binding ?? binding, admitted, call);
  }

  /**
   * Has the pull secret of a namespace written, and tells how it stands. Where the cluster takes
   * manifests, one is handed out.
   */
  async ensure(
    { workspace, usable }: AdmittedToWorkspace,
    { cluster, namespace, integration: id }: EnsurePullSecretRequest,
    { request }: Pick<CallerOptions, 'request'>,
  ): Promise<PullSecret> {
    const { bindings, reconciler, secretName } = this.#options;
    const bound = await bindings.find(cluster, namespace);
    if (bound?.workspace !== workspace || bound.removingSince !== undefined) {
      return {
        cluster,
        namespace,
        state: 'refused',
        ready: false,
        imagePullSecrets: [],
        problem: worded({
          message: message('PULL_SECRET_NOT_BOUND', {
            namespace,
            cluster,
            workspace,
          }),
          remedy: message('PULL_SECRET_BIND_IT'),
        }),
      };
    }
    const integration = usable.find(one => one.id === id);
    const isWithoutPassword = integration?.hasCredential === false;
    const { binding = bound, manifest } = await reconciler.lookAfter(
      bound.id,
      isWithoutPassword ? {} : { handOut: { integration: id, request } },
    );
    const { state, problem, integrations } = binding;
    const isIn = id === undefined || integrations.includes(id);
    const holdsSome =
      state === 'inPlace' || (state === 'manifest' && integrations.length > 0);
    const isThere = state === 'inPlace' || manifest !== undefined;
    if (holdsSome && !isIn && !isWithoutPassword) {
      return {
        cluster,
        namespace,
        state,
        ready: false,
        imagePullSecrets: [{ name: secretName }],
        problem: await this.#lacking(workspace, id, integration?.name ?? id),
      };
    }
    return {
      cluster,
      namespace,
      state,
      ...(problem && { problem }),
      // What needs no password can be pulled in any state.
      ready: (isThere && isIn) || isWithoutPassword,
      // Whoever applies a manifest without waiting names the Secret all the same.
      imagePullSecrets:
        isThere || COMING.includes(state) ? [{ name: secretName }] : [],
      ...(manifest !== undefined && { manifest }),
    };
  }

  /** Why the Secret that is in place holds nothing for an integration. */
  async #lacking(workspace: string, id: string, name: string) {
    const { planner } = this.#options;
    const inputs = await planner.read(workspace);
    const { problems } = await planner.plan(workspace, inputs);
    return worded(
      problems.get(id) ?? {
        message: message('PULL_SECRET_WITHOUT_INTEGRATION', {
          integration: name,
        }),
        remedy: message('PULL_CREDENTIAL_DECIDE'),
      },
    );
  }

  async #present(
    binding: StoredBinding,
    admitted: AdmittedCaller,
    call: CallerOptions,
  ): Promise<NamespaceBinding> {
    const canBind = await this.#options.deploying.mayBind(
      admitted.caller,
      call,
    );
    const [presented] = await this.#presentAll([binding], admitted, canBind);
    return presented;
  }

  async #presentAll(
    bindings: readonly StoredBinding[],
    { caller }: AdmittedCaller,
    canRemove: boolean,
  ): Promise<NamespaceBinding[]> {
    const { deploying, directory, targets, secretName } = this.#options;
    const refs = [...new Set(bindings.map(({ workspace }) => workspace))];
    const workspaces = new Map(
      (await directory.find(refs)).map(found => [found.entityRef, found]),
    );
    return bindings.map(binding => {
      const workspace = workspaces.get(binding.workspace);
      return presentBinding(binding, {
        secretName,
        target: targets.get(binding.cluster),
        canRemove,
        canSync:
          workspace !== undefined && deploying.administers(workspace, caller),
      });
    });
  }
}
