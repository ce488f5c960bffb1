import { emptyPage, integration } from './__testUtils__/answers';
import { json, useTestBackend } from './__testUtils__/TestBackend';
import { IntegratedRegistryClient } from './IntegratedRegistryClient';
import { IntegratedRegistryError } from './IntegratedRegistryError';

const backend = useTestBackend();
const { client } = backend;

describe('IntegratedRegistryClient and its requests', () => {
  it('sends body, ETag and token, and gives the new ETag', async () => {
    const { etag, ...body } = integration;
    backend.answer = json(200, body, { etag: '"2"' });
    const changed = await client.updateIntegration(
      'one',
      '"1"',
      { username: null },
      { token: 'the-token' },
    );
    expect(changed).toEqual({ ...integration, etag: '"2"' });
    expect(backend.received[0]).toMatchObject({
      body: '{"username":null}',
      headers: {
        'content-type': 'application/json',
        'if-match': '"1"',
        authorization: 'Bearer the-token',
      },
    });
  });

  it('removes with the ETag and expects no body', async () => {
    backend.answer = response => response.writeHead(204).end();
    await expect(client.deleteIntegration('one', '"1"')).resolves.toBe(
      undefined,
    );
    expect(backend.received[0]).toMatchObject({
      method: 'DELETE',
      headers: { 'if-match': '"1"' },
    });
    expect(backend.received[0].headers).not.toHaveProperty('authorization');
  });

  it('leaves out fields of answers it does not know', async () => {
    backend.answer = json(200, { ...integration, later: true });
    await expect(client.getIntegration('one')).resolves.toEqual(integration);
  });

  it.each(['', '.', '..'])(
    'makes no call for the id %j, which would lead to another path',
    async id => {
      await expect(client.deleteIntegration(id, '"1"')).rejects.toMatchObject({
        name: 'NotFoundError',
        httpStatus: 404,
      });
      expect(backend.received).toEqual([]);
    },
  );

  const workspace = 'group:default/payments';
  const reference = 'http://user:hunter2@registry.example.com/app';

  it.each<[string, () => Promise<unknown>]>([
    ['a reference to parse', () => client.parseImage({ workspace, reference })],
    [
      'a reference to resolve',
      () => client.resolveImage({ workspace, reference }),
    ],
    [
      'a use to record',
      () =>
        client.recordImageUse({
          workspace,
          reference,
          usedBy: 'component:default/shop',
        }),
    ],
    [
      'a search for repositories',
      () => client.searchRepositories({ workspace, q: reference }),
    ],
    [
      'a search for tags',
      () =>
        client.listTags({
          integrationId: 'one',
          repository: 'a',
          q: reference,
        }),
    ],
  ])('sends no password: %s', async (_, call) => {
    const error: IntegratedRegistryError = await call().then(
      () => undefined,
      refusal => refusal,
    );
    expect(error).toMatchObject({
      name: 'InputError',
      httpStatus: 400,
      wording: { message: { code: 'REFERENCE_WITH_USER_INFO' } },
    });
    expect(JSON.stringify(error) + error.message).not.toContain('hunter2');
    expect(backend.received).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    backend.answer = () => controller.abort();
    await expect(
      client.listWorkspaces({}, { signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it("uses the caller's fetch", async () => {
    const calls: string[] = [];
    const fetchApi = {
      fetch: async (input: Parameters<typeof fetch>[0]) => {
        calls.push(String(input));
        return Response.json(emptyPage);
      },
    };
    await new IntegratedRegistryClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal/api' },
      fetchApi,
    }).listWorkspaces();
    expect(calls).toEqual(['http://portal/api/workspaces']);
  });
});
