import {
  createServer,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import {
  buildImage,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { workspace } from '../../__testUtils__/useIntegration';

export const login = { username: 'portal', password: 'canary-test-81c2' };

interface Step {
  id: string;
  state: string;
  message: string;
  failure?: { code: string; remedy: string };
}

/** Hands requests on to a simulator, under another path, or answers 404 where there is none. */
export const behind =
  ({ url }: RegistrySimulator, map: (path: string) => string | undefined) =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const path = map(request.url ?? '/');
    if (path === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' });
      response.end('<html>not here</html>');
      return;
    }
    const answer = await fetch(`${url}${path}`, {
      method: request.method,
      headers: {
        accept: request.headers.accept ?? '*/*',
        ...(request.headers.authorization && {
          authorization: request.headers.authorization,
        }),
      },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(body);
  };

/** A portal for all tests of a block, and servers that are closed after each test. */
export function useConnectionTests() {
  const scene = {} as { portal: TestPortal };
  const open: Server[] = [];
  const simulators: RegistrySimulator[] = [];

  beforeAll(async () => {
    scene.portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        limits: { connectionTestsPerMinute: 1_000, resolvesPerMinute: 1_000 },
      },
    });
  });

  afterEach(async () => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
    await Promise.all(simulators.splice(0).map(one => one.stop()));
  });

  afterAll(() => scene.portal?.stop());

  async function simulate(
    options: SimulatorOptions = {},
  ): Promise<RegistrySimulator> {
    const simulator = await RegistrySimulator.start({
      ...options,
      onToken: token => scene.portal.onToken(token),
    });
    simulators.push(simulator);
    return simulator;
  }

  /** A simulator with the image `team/app:1.0`. */
  async function simulateApp(options?: SimulatorOptions) {
    const registry = await simulate(options);
    registry.store.addImage('team/app', buildImage(), '1.0');
    return registry;
  }

  /** Returns the port on which a server listens until the end of the test. */
  async function listen(server: Server): Promise<number> {
    open.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** Returns the address of a server that answers like this. */
  const serve = async (handler: RequestListener) =>
    `http://127.0.0.1:${await listen(createServer(handler))}`;

  async function test(settings: object) {
    const { status, body } = await scene.portal.call(
      'priya',
      'POST /connection-tests',
      { workspace, type: 'docker', ...settings },
    );
    expect(status).toBe(200);
    const steps: Step[] = body.steps;
    return {
      ok: body.ok as boolean,
      suggestion: body.suggestion,
      states: Object.fromEntries(steps.map(({ id, state }) => [id, state])),
      step: (id: string) => steps.find(step => step.id === id)!,
    };
  }

  async function create(settings: object, query = '') {
    return scene.portal.call('priya', `POST /integrations${query}`, {
      workspace,
      type: 'docker',
      name: `Test ${Math.random()}`,
      ...settings,
    });
  }

  const select = (integrationId: string, more: object = {}) =>
    scene.portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId, repository: 'team/app', tag: '1.0' },
      ...more,
    });

  return { scene, simulate, simulateApp, listen, serve, test, create, select };
}
