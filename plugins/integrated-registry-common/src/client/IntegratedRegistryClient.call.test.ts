import { useTestBackend } from './__testUtils__/TestBackend';

const backend = useTestBackend();
const { client } = backend;

describe('IntegratedRegistryClient, by the names of the contract', () => {
  it('makes calls by their names', async () => {
    backend.answer = response => response.writeHead(204).end();
    await expect(
      client.call(
        'deleteIntegration',
        { id: 'one', etag: '"1"' },
        { token: 'secret' },
      ),
    ).resolves.toBe(undefined);
    expect(backend.received[0]).toMatchObject({
      method: 'DELETE',
      url: '/api/integrated-registry/integrations/one',
      headers: { 'if-match': '"1"', authorization: 'Bearer secret' },
    });
  });
});
