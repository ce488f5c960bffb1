import { ApiRoute } from './ApiRoute';
import { verifyQuerySchema } from './integrations';
import {
  createNamespaceBindingRequestSchema,
  ensurePullSecretRequestSchema,
  namespaceBindingListQuerySchema,
  namespaceBindingListSchema,
  namespaceBindingSchema,
  pullSecretSchema,
} from './namespaces';
import {
  decidePullCredentialRequestSchema,
  pullCredentialListQuerySchema,
  pullCredentialListSchema,
  pullCredentialSchema,
} from './pullCredentials';
import { PULL_CREDENTIAL_BODY_BYTES } from './requestLimits';

/** Calls about namespaces and the pull secrets in them. */
export const deployingRoutes = {
  listNamespaceBindings: {
    method: 'GET',
    path: '/namespace-bindings',
    summary:
      'Namespaces of a workspace, or of all the caller belongs to, and how their pull secrets stand',
    query: namespaceBindingListQuerySchema,
    response: namespaceBindingListSchema,
    success: 200,
  },
  createNamespaceBinding: {
    method: 'POST',
    path: '/namespace-bindings',
    summary:
      'Bind a namespace of a cluster to a workspace; for platform admins',
    body: createNamespaceBindingRequestSchema,
    response: namespaceBindingSchema,
    success: 201,
  },
  deleteNamespaceBinding: {
    method: 'DELETE',
    path: '/namespace-bindings/:id',
    summary:
      'Remove a binding with its pull secret, as soon as the cluster answers; for platform admins',
    response: namespaceBindingSchema,
    success: 202,
  },
  syncNamespaceBinding: {
    method: 'POST',
    path: '/namespace-bindings/:id/sync',
    summary: 'Begin to compare and write the pull secret now',
    response: namespaceBindingSchema,
    success: 202,
  },
  takeOverNamespaceBinding: {
    method: 'POST',
    path: '/namespace-bindings/:id/take-over',
    summary:
      'Write a pull secret that somebody else has changed as it has to be',
    response: namespaceBindingSchema,
    success: 202,
  },
  listPullCredentials: {
    method: 'GET',
    path: '/pull-credentials',
    summary:
      'Which credential of each integration goes into the pull secrets of a workspace',
    query: pullCredentialListQuerySchema,
    response: pullCredentialListSchema,
    success: 200,
  },
  decidePullCredential: {
    method: 'PUT',
    path: '/integrations/:id/pull-credential',
    summary:
      'Decide which credential of an integration goes into the pull secrets of a workspace; a separate one is tested first',
    query: verifyQuerySchema,
    body: decidePullCredentialRequestSchema,
    maxBodyBytes: PULL_CREDENTIAL_BODY_BYTES,
    response: pullCredentialSchema,
    success: 200,
  },
  ensurePullSecret: {
    method: 'POST',
    path: '/pull-secrets/ensure',
    summary:
      'Have the pull secret of a namespace written, and tell whether images can be pulled there',
    body: ensurePullSecretRequestSchema,
    response: pullSecretSchema,
    success: 200,
  },
} as const satisfies Record<string, ApiRoute>;
