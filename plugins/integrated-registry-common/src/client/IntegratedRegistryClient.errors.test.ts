import { Answer, json, useTestBackend } from './__testUtils__/TestBackend';

const backend = useTestBackend();
const { client } = backend;

describe('IntegratedRegistryClient, where it gets no answer of the contract', () => {
  it('turns an error answer into an error with everything it says', async () => {
    const diagnosis = {
      ok: false,
      steps: [{ id: 'login', state: 'failed', message: 'Refused' }],
    };
    backend.answer = json(422, {
      error: {
        name: 'InputError',
        message: 'The registry refused the login',
        code: 'UNAUTHORIZED',
        remedy: 'Check user name and password.',
        upstreamStatus: 401,
        issues: [{ path: 'password', message: 'is wrong' }],
        diagnosis,
        stack: 'not for anybody',
      },
      request: { method: 'POST', url: '/integrations' },
      response: { statusCode: 422 },
    });
    const error = await client
      .createIntegration({
        workspace: 'group:default/payments',
        type: 'docker',
        name: 'Team registry',
        url: 'https://r.io',
      })
      .catch(e => e);
    expect(error).toBeInstanceOf(Error);
    expect({ ...error, message: error.message }).toEqual({
      name: 'InputError',
      message: 'The registry refused the login',
      httpStatus: 422,
      failure: {
        code: 'UNAUTHORIZED',
        message: 'The registry refused the login',
        remedy: 'Check user name and password.',
        upstreamStatus: 401,
      },
      issues: [{ path: 'password', message: 'is wrong' }],
      diagnosis,
    });
  });

  it('keeps name and message of an error whose details are of a later version', async () => {
    backend.answer = json(503, {
      error: {
        name: 'ServiceUnavailableError',
        message: 'Down',
        code: 'NEW',
        remedy: 'x',
      },
    });
    await expect(client.listProviders()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'Down',
      httpStatus: 503,
    });
  });

  it.each<[string, Answer, RegExp]>([
    [
      'a login page',
      response =>
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end('<html>secret page</html>'),
      /^GET \/providers was answered with 200 OK and text\/html that is not JSON\..*login page/,
    ],
    [
      "a proxy's error",
      response => response.writeHead(502).end('<html>secret page</html>'),
      /502 Bad Gateway and something that is not JSON/,
    ],
    [
      'half an answer',
      response => response.writeHead(200).end('{"items": ['),
      /not JSON/,
    ],
    [
      'an error without a reason',
      json(500, { oops: true }),
      /500 Internal Server Error, without a reason/,
    ],
    [
      'something else',
      json(200, { items: [{ type: 7 }] }),
      /not what this version expects \(items\.0\.type:.*same version/,
    ],
  ])('says so when it meets %s', async (_, given, message) => {
    backend.answer = given;
    const error = await client.listProviders().catch(e => e);
    expect(error).toMatchObject({
      name: 'ResponseError',
      message: expect.stringMatching(message),
    });
    expect(error.message).not.toContain('secret page');
  });
});
