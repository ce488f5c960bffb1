import { z } from 'zod';
import {
  artifactAnswerSchema,
  artifactQuerySchema,
  tagListQuerySchema,
  tagListSchema,
} from './artifacts';
import {
  connectionTestRequestSchema,
  diagnosisSchema,
} from './connectionTests';
import { encryptionKeyListSchema } from './encryptionKeys';
import {
  imageUseListQuerySchema,
  imageUseListSchema,
  imageUseSchema,
  parsedImageSchema,
  parseImageQuerySchema,
  recordImageUseRequestSchema,
  resolvedImageSchema,
  resolveImageRequestSchema,
} from './images';
import {
  createIntegrationRequestSchema,
  integrationListQuerySchema,
  integrationListSchema,
  integrationSchema,
  updateIntegrationRequestSchema,
  verifyQuerySchema,
} from './integrations';
import {
  createNamespaceBindingRequestSchema,
  ensurePullSecretRequestSchema,
  namespaceBindingListQuerySchema,
  namespaceBindingListSchema,
  namespaceBindingSchema,
  pullSecretSchema,
} from './namespaces';
import { providerListSchema } from './providers';
import {
  decidePullCredentialRequestSchema,
  pullCredentialListQuerySchema,
  pullCredentialListSchema,
  pullCredentialSchema,
} from './pullCredentials';
import {
  repositoryListSchema,
  repositorySearchQuerySchema,
  repositorySourceListQuerySchema,
  repositorySourceListSchema,
} from './repositories';
import {
  INTEGRATION_BODY_BYTES,
  PULL_CREDENTIAL_BODY_BYTES,
  RESOLVE_BODY_BYTES,
} from './requestLimits';
import {
  vulnerabilityAnswerSchema,
  vulnerabilityQuerySchema,
} from './vulnerabilities';
import { workspaceListQuerySchema, workspaceListSchema } from './workspaces';

/**
 * One call of the HTTP contract. The router, the client and the OpenAPI description are all made
 * from this.
 *
 * @public
 */
export interface ApiRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express form, `/integrations/:id`. */
  path: string;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The most bytes of a body; `requestLimits.bodyBytes` where it is left out. */
  maxBodyBytes?: number;
  /** Must the request carry the `ETag` of what it changes as `If-Match`? */
  ifMatch?: boolean;
  /** Absent where the answer has no body (204). */
  response?: z.ZodType;
  /** HTTP status of success. */
  success: 200 | 201 | 202 | 204;
}

const routes = {
  listWorkspaces: {
    method: 'GET',
    path: '/workspaces',
    summary:
      'Workspaces the caller belongs to (platform admins: all), with role and counts',
    query: workspaceListQuerySchema,
    response: workspaceListSchema,
    success: 200,
  },
  listProviders: {
    method: 'GET',
    path: '/providers',
    summary: 'Registry types, their fields and capabilities',
    response: providerListSchema,
    success: 200,
  },
  listIntegrations: {
    method: 'GET',
    path: '/integrations',
    summary: 'Owned and shared integrations the caller may see',
    query: integrationListQuerySchema,
    response: integrationListSchema,
    success: 200,
  },
  createIntegration: {
    method: 'POST',
    path: '/integrations',
    summary: 'Integrate a registry; the connection is verified first',
    query: verifyQuerySchema,
    body: createIntegrationRequestSchema,
    maxBodyBytes: INTEGRATION_BODY_BYTES,
    response: integrationSchema,
    success: 201,
  },
  getIntegration: {
    method: 'GET',
    path: '/integrations/:id',
    summary: 'One integration',
    response: integrationSchema,
    success: 200,
  },
  updateIntegration: {
    method: 'PATCH',
    path: '/integrations/:id',
    summary: 'Change an integration; If-Match is required',
    query: verifyQuerySchema,
    body: updateIntegrationRequestSchema,
    maxBodyBytes: INTEGRATION_BODY_BYTES,
    ifMatch: true,
    response: integrationSchema,
    success: 200,
  },
  deleteIntegration: {
    method: 'DELETE',
    path: '/integrations/:id',
    summary:
      'Remove an integration and its repository index; If-Match is required',
    ifMatch: true,
    success: 204,
  },
  testConnection: {
    method: 'POST',
    path: '/connection-tests',
    summary: 'Diagnose settings that are not saved',
    body: connectionTestRequestSchema,
    maxBodyBytes: INTEGRATION_BODY_BYTES,
    response: diagnosisSchema,
    success: 200,
  },
  refreshIntegration: {
    method: 'POST',
    path: '/integrations/:id/refresh',
    summary:
      'Begin to check health and to crawl now; health.checking and repositoryIndex tell how far it is',
    response: integrationSchema,
    success: 202,
  },
  cancelCrawl: {
    method: 'DELETE',
    path: '/integrations/:id/crawl',
    summary:
      'Stop the crawl under way; what was found stays, and the next crawl goes on there',
    response: integrationSchema,
    success: 200,
  },
  forgetKeptRepositories: {
    method: 'DELETE',
    path: '/integrations/:id/kept-repositories',
    summary:
      'Remove from the repository index what the registry no longer shows and what was kept',
    response: integrationSchema,
    success: 200,
  },
  searchRepositories: {
    method: 'GET',
    path: '/repositories',
    summary: 'Search the repositories of everything usable in a workspace',
    query: repositorySearchQuerySchema,
    response: repositoryListSchema,
    success: 200,
  },
  listRepositorySources: {
    method: 'GET',
    path: '/repository-sources',
    summary:
      'The integrations whose repositories can be used in a workspace, and how they are',
    query: repositorySourceListQuerySchema,
    response: repositorySourceListSchema,
    success: 200,
  },
  listTags: {
    method: 'GET',
    path: '/integrations/:id/tags',
    summary: 'Tags of a repository',
    query: tagListQuerySchema,
    response: tagListSchema,
    success: 200,
  },
  getArtifact: {
    method: 'GET',
    path: '/integrations/:id/artifact',
    summary: 'Details of one tag or digest',
    query: artifactQuerySchema,
    response: artifactAnswerSchema,
    success: 200,
  },
  getVulnerabilities: {
    method: 'GET',
    path: '/integrations/:id/vulnerabilities',
    summary: 'What the registry’s scanner says of an artifact',
    query: vulnerabilityQuerySchema,
    response: vulnerabilityAnswerSchema,
    success: 200,
  },
  startScan: {
    method: 'POST',
    path: '/integrations/:id/scan',
    summary: 'Have the registry scan an artifact; it goes on in the background',
    body: vulnerabilityQuerySchema,
    response: vulnerabilityAnswerSchema,
    success: 202,
  },
  resolveImage: {
    method: 'POST',
    path: '/images/resolve',
    summary: 'A pinned reference with digest, platforms and a verdict per rule',
    body: resolveImageRequestSchema,
    maxBodyBytes: RESOLVE_BODY_BYTES,
    response: resolvedImageSchema,
    success: 200,
  },
  parseImage: {
    method: 'GET',
    path: '/images/parse',
    summary: 'Which integration and repository an image string means',
    query: parseImageQuerySchema,
    response: parsedImageSchema,
    success: 200,
  },
  listImageUses: {
    method: 'GET',
    path: '/image-uses',
    summary: 'Which templates and entities chose which images',
    query: imageUseListQuerySchema,
    response: imageUseListSchema,
    success: 200,
  },
  recordImageUse: {
    method: 'POST',
    path: '/image-uses',
    summary: 'Note that an entity uses an image',
    body: recordImageUseRequestSchema,
    response: imageUseSchema,
    success: 201,
  },
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
  listEncryptionKeys: {
    method: 'GET',
    path: '/encryption-keys',
    summary:
      'With which key how many passwords are encrypted; for platform admins',
    response: encryptionKeyListSchema,
    success: 200,
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This contract as OpenAPI 3.1',
    response: z.record(z.string(), z.unknown()),
    success: 200,
  },
} as const satisfies Record<string, ApiRoute>;

/** Every call of the HTTP contract, each an `ApiRoute`, by its name. @public */
export type ApiRoutes = typeof routes;

/** @public */
export const apiRoutes: ApiRoutes = routes;
