import { createOpenApiDocument } from './openapi';
import { ApiRoute } from './ApiRoute';
import { apiRoutes } from './routes';
import { receiveWebhookRoute } from './webhooks';

const document = createOpenApiDocument({
  version: '1.2.3',
  serverUrl: 'https://portal.example.com/api/integrated-registry',
});

function collectRefs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' ? [String(inner)] : collectRefs(inner),
  );
}

function resolveRef(ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      document,
    );
}

describe('createOpenApiDocument', () => {
  it('has every call of the contract, and no other', () => {
    const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, operation]) =>
          `${operation.operationId} ${method.toUpperCase()} ${path}`,
      ),
    );
    expect(calls.sort()).toEqual(
      Object.entries<ApiRoute>({
        ...apiRoutes,
        receiveWebhook: receiveWebhookRoute,
      })
        .map(
          ([id, route]) =>
            `${id} ${route.method} ${route.path.replace(':id', '{id}')}`,
        )
        .sort(),
    );
  });

  it('has no reference that leads nowhere, and no component that nothing leads to', () => {
    const refs = [...new Set(collectRefs(document))];
    expect(refs.filter(ref => resolveRef(ref) === undefined)).toEqual([]);
    expect(
      Object.keys(document.components.schemas)
        .map(name => `#/components/schemas/${name}`)
        .filter(ref => !refs.includes(ref)),
    ).toEqual([]);
  });

  it('describes parameters, bodies, answers and errors of a call', () => {
    expect(document.paths['/integrations/{id}'].patch).toMatchObject({
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'verify', in: 'query', required: false },
        { name: 'If-Match', in: 'header', required: true },
      ],
      requestBody: {
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/UpdateIntegrationRequest' },
          },
        },
      },
      responses: {
        200: {
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Integration' },
            },
          },
        },
        default: {
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ErrorAnswer' },
            },
          },
        },
      },
    });
    expect(document.paths['/integrations/{id}'].delete.responses).toMatchObject(
      { 204: { description: 'Success' } },
    );
  });

  it('describes a request as it is written and an answer as it is read', () => {
    const { schemas } = document.components;
    expect(schemas.CreateIntegrationRequest).toMatchObject({
      required: ['type', 'url', 'workspace', 'name'],
      additionalProperties: false,
      properties: { url: { type: 'string', maxLength: 2048 } },
    });
    expect(schemas.Integration).not.toHaveProperty('additionalProperties');
    expect(schemas.Integration.properties).not.toHaveProperty('password');
    expect(document.paths['/repositories'].get.parameters).toContainEqual({
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    });
  });

  it('can be sent as JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(JSON.stringify(document)).not.toMatch(/"\$(id|schema)"/);
  });
});
