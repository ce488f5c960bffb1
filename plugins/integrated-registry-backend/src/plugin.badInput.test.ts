import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { databases } from './__testUtils__/databases';
import { usePortalAndRegistry } from './__testUtils__/usePortalAndRegistry';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'the backend on %s answers bad input with what is wrong:',
  databaseId => {
    const { scene, settings, integrate, remove } =
      usePortalAndRegistry(databaseId);
    let page: Server;
    let silent: Server;

    beforeAll(async () => {
      page = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<html><body>Welcome</body></html>');
      });
      silent = createServer((_, response) => {
        response.statusCode = 400;
        response.end('Client sent an HTTP request to an HTTPS server.\n');
      });
      for (const server of [page, silent]) {
        await new Promise<void>(resolve => {
          server.listen(0, '127.0.0.1', resolve);
        });
      }
    });

    afterAll(async () => {
      for (const server of [page, silent]) {
        await new Promise(resolve => server.close(resolve));
      }
    });

    const urlOf = (server: Server) =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const create = (change: object) =>
      scene.portal.call('priya', 'POST /integrations', {
        ...settings(),
        ...change,
      });

    it.each<[string, () => object, string | undefined, RegExp]>([
      [
        'an unreachable host',
        () => ({ url: 'http://127.0.0.1:1' }),
        'CONNECTION_REFUSED',
        /could not be reached/,
      ],
      [
        'a name that does not resolve',
        () => ({ url: 'https://registry.invalid' }),
        'DNS_FAILED',
        /could not be resolved/,
      ],
      [
        'http on an https port',
        () => ({ url: urlOf(silent) }),
        'PROTOCOL_MISMATCH',
        /does not answer in plain HTTP/,
      ],
      [
        'a web page that is no registry',
        () => ({ url: urlOf(page) }),
        'NOT_A_REGISTRY',
        /./,
      ],
      [
        '2 MB of description',
        () => ({ description: 'x'.repeat(2_000_000) }),
        undefined,
        /Description is too long: at most 2,000/,
      ],
      [
        'an address with credentials',
        () => ({ url: 'https://me:canary-url@registry.example.com' }),
        undefined,
        /carries a user name or password/,
      ],
      [
        'an unknown type',
        () => ({ type: 'nexus' }),
        undefined,
        /"nexus" is unknown.*docker/,
      ],
      [
        'an unknown field',
        () => ({ pasword: 'x' }),
        undefined,
        /no field "pasword"/,
      ],
      [
        'a missing password',
        () => ({ password: undefined }),
        undefined,
        /user name but no password/,
      ],
    ])('%s', async (_, change, code, message) => {
      const { status, body } = await create(change());
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
      expect(body.error.code).toBe(code);
    });

    it('a name that is taken, in whatever case', async () => {
      const { id } = await integrate();
      const { status, body } = await create({ name: 'COMPANY registry' });
      expect(status).toBe(409);
      expect(body.error.message).toMatch(/already. Choose another name/);
      await remove(id);
    });

    it('an image reference with a bad digest', async () => {
      const { status, body } = await scene.portal.call(
        'marco',
        'POST /images/resolve',
        {
          workspace: 'group:default/payments',
          reference: 'registry.example.com/team/app@sha256:abc',
        },
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/digest/i);
    });

    it('a body that is no JSON, without quoting it', async () => {
      const { status, body } = await scene.portal.call(
        'priya',
        'POST /integrations',
        '{"password":"canary-json-77aa" oops}',
      );
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        'The body of the request is not valid JSON',
      );
    });

    it('a body beyond all measure', async () => {
      const { status, body } = await create({
        description: 'x'.repeat(5_000_000),
      });
      expect(status).toBe(413);
      expect(body.error.message).toMatch(/at most 2 MiB/);
    });
  },
);
