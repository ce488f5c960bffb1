import { z } from 'zod';
import * as artifacts from './artifacts';
import * as connectionTests from './connectionTests';
import { errorAnswerSchema } from './errorAnswer';
import { wordingSchema } from '../messages';
import { registryFailureSchema } from './errors';
import { gapSchema } from './gaps';
import { imagePolicySchema, ruleVerdictSchema } from './imageRules';
import * as images from './images';
import { sharingSchema } from './integrationFieldSchemas';
import * as integrations from './integrations';
import { healthSchema, repositoryIndexStateSchema } from './integrationStates';
import * as providers from './providers';
import * as repositories from './repositories';
import { formatBytes, maxBodyBytesOf } from './requestLimits';
import { ApiRoute } from './ApiRoute';
import { apiRoutes } from './routes';
import { receiveWebhookRoute, webhookSchema } from './webhooks';
import * as workspaces from './workspaces';

/** @public */
export interface OpenApiDocumentOptions {
  /** Version of the package that serves the contract. */
  version: string;
  /** Where the contract is served, such as `https://portal.example.com/api/integrated-registry`. */
  serverUrl?: string;
}

/** An OpenAPI 3.1 document, as far as it is of interest to those who make one. @public */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers?: Array<{ url: string }>;
  security: Array<Record<string, string[]>>;
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: {
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, unknown>;
  };
}

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Direction = 'input' | 'output';

/** Schemas that have a name of their own in the document; all others stand where they are used. */
const named: Record<Direction, Record<string, z.ZodType>> = {
  input: {
    CreateIntegrationRequest: integrations.createIntegrationRequestSchema,
    UpdateIntegrationRequest: integrations.updateIntegrationRequestSchema,
    ConnectionTestRequest: connectionTests.connectionTestRequestSchema,
    ImagePolicy: imagePolicySchema,
    ImageSelection: images.imageSelectionSchema,
    ResolveImageRequest: images.resolveImageRequestSchema,
    RecordImageUseRequest: images.recordImageUseRequestSchema,
  },
  output: {
    ErrorAnswer: errorAnswerSchema,
    Wording: wordingSchema,
    RegistryFailure: registryFailureSchema,
    Gap: gapSchema,
    Workspace: workspaces.workspaceSchema,
    WorkspaceList: workspaces.workspaceListSchema,
    ProviderInfo: providers.providerInfoSchema,
    ProviderList: providers.providerListSchema,
    Health: healthSchema,
    RepositoryIndexState: repositoryIndexStateSchema,
    Sharing: sharingSchema,
    Integration: integrations.integrationSchema,
    IntegrationList: integrations.integrationListSchema,
    DiagnosisStep: connectionTests.diagnosisStepSchema,
    Diagnosis: connectionTests.diagnosisSchema,
    Repository: repositories.repositorySchema,
    RepositorySource: repositories.repositorySourceSchema,
    RepositoryList: repositories.repositoryListSchema,
    RepositorySourceList: repositories.repositorySourceListSchema,
    Platform: artifacts.platformSchema,
    Tag: artifacts.listedTagSchema,
    TagList: artifacts.tagListSchema,
    ArtifactAnswer: artifacts.artifactAnswerSchema,
    RuleVerdict: ruleVerdictSchema,
    ResolvedImage: images.resolvedImageSchema,
    ParsedImage: images.parsedImageSchema,
    ImageUse: images.imageUseSchema,
    ImageUseList: images.imageUseListSchema,
    Webhook: webhookSchema,
  },
};

/**
 * The HTTP contract as OpenAPI 3.1, made from `apiRoutes` and their schemas.
 *
 * Source: OpenAPI Specification 3.1.0.
 *
 * @public
 */
export function createOpenApiDocument(
  options: OpenApiDocumentOptions,
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  const routes = { ...apiRoutes, receiveWebhook: receiveWebhookRoute };
  for (const [operationId, route] of Object.entries<ApiRoute>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: createOperation(operationId, route),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Integrated Registry',
      version: options.version,
      description:
        'Container registries of a workspace: integrations, their repositories, tags and images. Lists come in pages; `complete` and `asOf` say whether a list is whole and how fresh it is.',
    },
    ...(options.serverUrl && { servers: [{ url: options.serverUrl }] }),
    security: [{ backstageToken: [] }],
    paths,
    components: {
      schemas: { ...createComponents('input'), ...createComponents('output') },
      securitySchemes: {
        backstageToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Backstage user or service token',
        },
        webhookSecret: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'The secret of the webhook, by itself, as a bearer token or as a Basic password; or in X-JFrog-Event-Auth',
        },
      },
    },
  };
}

function createOperation(
  operationId: string,
  route: ApiRoute,
): Record<string, unknown> {
  const parameters = [
    ...createPathParameters(route),
    ...createQueryParameters(route),
    ...createHeaderParameters(route),
  ];
  return {
    operationId,
    summary: route.summary,
    ...(route.security && { security: [{ [route.security]: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        description: `At most ${formatBytes(maxBodyBytesOf(route))}`,
        content: jsonContent(route.body, 'input'),
      },
    }),
    responses: {
      [route.success]: {
        description: 'Success',
        ...(route.response && {
          content: jsonContent(route.response, 'output'),
        }),
      },
      default: {
        description:
          'Failure. `code` and `remedy` are present where a registry failed, `issues` where the request was bad.',
        content: jsonContent(errorAnswerSchema, 'output'),
      },
    },
  };
}

function createPathParameters(route: ApiRoute) {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function createQueryParameters(route: ApiRoute) {
  if (!route.query) {
    return [];
  }
  const { properties = {}, required = [] } = toJsonSchema(route.query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function createHeaderParameters(route: ApiRoute) {
  return route.ifMatch
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required: true,
          description: 'The `ETag` of what is changed, as it was read',
          schema: { type: 'string' },
        },
      ]
    : [];
}

function jsonContent(schema: z.ZodType, io: Direction) {
  const name = Object.keys(named[io]).find(key => named[io][key] === schema);
  return {
    'application/json': {
      schema: name ? { $ref: componentUri(name) } : toJsonSchema(schema, io),
    },
  };
}

function componentUri(name: string): string {
  return `#/components/schemas/${name}`;
}

function createComponents(io: Direction): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named[io])) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    ...conversion(io),
    uri: componentUri,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutHeader(schema)]),
  );
}

function toJsonSchema(schema: z.ZodType, io: Direction): JsonSchema {
  return withoutHeader(z.toJSONSchema(schema, conversion(io)));
}

function conversion(io: Direction) {
  return {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
      // Answers may get further fields in later versions.
      if (io === 'output' && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  } as const;
}

/** The document says once which JSON Schema it means. */
function withoutHeader({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
