import { z } from 'zod';
import { ApiRoute } from './ApiRoute';
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
import { deployingRoutes } from './deployingRoutes';
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
import { providerListSchema } from './providers';
import {
  repositoryListSchema,
  repositorySearchQuerySchema,
  repositorySourceListQuerySchema,
  repositorySourceListSchema,
} from './repositories';
import { INTEGRATION_BODY_BYTES, RESOLVE_BODY_BYTES } from './requestLimits';
import {
  vulnerabilityAnswerSchema,
  vulnerabilityQuerySchema,
} from './vulnerabilities';
import { webhookRoutes } from './webhooks';
import { workspaceListQuerySchema, workspaceListSchema } from './workspaces';

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
  ...deployingRoutes,
  ...webhookRoutes,
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
