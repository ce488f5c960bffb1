import { route, Routes, workspaceInBody, workspaceInQuery } from '../access';
import {
  AdmittedToBinding,
  bindingToRemove,
  bindingToSync,
  credentialToDecide,
  namespaceBinder,
  visibleBindings,
} from './admissions';
import { DatabaseBindingStore } from './bindings';
import { NamespaceBindings } from './NamespaceBindings';
import { PullCredentials } from './PullCredentials';

export interface DeployingRoutesOptions {
  bindings: DatabaseBindingStore;
  namespaces: NamespaceBindings;
  credentials: PullCredentials;
}

/** Whatever makes the portal log in to a registry counts as a connection test. */
const LOGIN = 'connectionTests';
/** Whatever makes the portal ask a cluster. */
const CLUSTER = 'clusterRequests';

export function deployingRoutes({
  bindings,
  namespaces,
  credentials,
}: DeployingRoutesOptions): Pick<
  Routes,
  | 'listNamespaceBindings'
  | 'createNamespaceBinding'
  | 'deleteNamespaceBinding'
  | 'syncNamespaceBinding'
  | 'takeOverNamespaceBinding'
  | 'listPullCredentials'
  | 'decidePullCredential'
  | 'ensurePullSecret'
> {
  return {
    listNamespaceBindings: route({
      admit: visibleBindings,
      audit: 'refusals',
      run: (admitted, { query }, call) =>
        namespaces.list(admitted, query, call),
    }),
    createNamespaceBinding: route({
      admit: namespaceBinder,
      audit: {
        event: 'namespace-bind',
        meta: ({ body }) => ({ ...body }),
        answered: ({ id }) => ({ bindingId: id }),
      },
      limit: CLUSTER,
      run: (admitted, { body }, call) =>
        namespaces.create(admitted, body, call),
    }),
    deleteNamespaceBinding: route({
      admit: bindingToRemove(bindings),
      audit: {
        event: 'namespace-unbind',
        meta: itsId,
        admitted: itsPlace,
      },
      limit: CLUSTER,
      run: (admitted, _input, call) => namespaces.remove(admitted, call),
    }),
    syncNamespaceBinding: route({
      admit: bindingToSync(bindings),
      audit: { event: 'pull-secret-sync', meta: itsId, admitted: itsPlace },
      limit: CLUSTER,
      run: (admitted, _input, call) => namespaces.sync(admitted, call),
    }),
    takeOverNamespaceBinding: route({
      admit: bindingToSync(bindings),
      audit: {
        event: 'pull-secret-take-over',
        meta: itsId,
        admitted: itsPlace,
      },
      limit: CLUSTER,
      run: (admitted, _input, call) => namespaces.takeOver(admitted, call),
    }),
    listPullCredentials: route({
      admit: workspaceInQuery(),
      audit: 'refusals',
      run: (admitted, { query }, call) =>
        credentials.list(admitted, query, call),
    }),
    decidePullCredential: route({
      admit: credentialToDecide,
      audit: {
        event: 'pull-credential-decide',
        // Who decided what, and never the credential.
        meta: ({ id, body: { workspace, source } }) => ({
          integrationId: id,
          workspace,
          source,
        }),
      },
      limit: LOGIN,
      run: (admitted, { body, query }, call) =>
        credentials.decide(admitted, body, { ...call, ...query }),
    }),
    ensurePullSecret: route({
      admit: workspaceInBody,
      audit: {
        event: 'pull-secret-ensure',
        severity: 'low',
        meta: ({ body }) => ({ ...body }),
        answered: ({ state, ready }) => ({ state, ready }),
      },
      limit: CLUSTER,
      run: (admitted, { body }, call) =>
        namespaces.ensure(admitted, body, call),
    }),
  };
}

function itsId({ id }: { id: string }) {
  return { bindingId: id };
}

function itsPlace({ binding }: AdmittedToBinding) {
  const { workspace, cluster, namespace } = binding;
  return { workspace, cluster, namespace };
}
