import {
  ADMIN,
  SECRETS,
  dockerConfig,
  failure,
} from './__testUtils__/openSimulator';
import { useCluster } from './__testUtils__/useCluster';

const cluster = useCluster();

describe('for tests', () => {
  it('change namespaces', async () => {
    const { simulator } = cluster;
    simulator.setLabel('payments-dev', 'team', 'payments');
    expect(simulator.namespace('payments-dev').metadata.labels).toEqual({
      'kubernetes.io/metadata.name': 'payments-dev',
      team: 'payments',
    });
    simulator.setLabel('payments-dev', 'team', undefined);
    expect(
      simulator.namespace('payments-dev').metadata.labels,
    ).not.toHaveProperty('team');
    await cluster.apply('registry', dockerConfig());
    const { uid } = simulator.namespace('payments-dev').metadata;
    simulator.deleteNamespace('payments-dev');
    simulator.createNamespace('payments-dev');
    expect(simulator.secrets()).toEqual([]);
    expect(simulator.namespace('payments-dev').metadata.uid).not.toBe(uid);
  });

  it('see who asked for what, and never a header', async () => {
    await cluster.send('GET', `${SECRETS}?limit=5`);
    await cluster.send('GET', '/version');
    expect(cluster.simulator.requests).toEqual([
      {
        method: 'GET',
        path: `${SECRETS}?limit=5`,
        user: 'admin',
        verb: 'list',
        resource: 'secrets',
        namespace: 'payments-dev',
        name: undefined,
        status: 200,
        answeredKind: 'SecretList',
      },
      { method: 'GET', path: '/version', user: 'admin', status: 200 },
    ]);
    expect(JSON.stringify(cluster.simulator.requests)).not.toContain(ADMIN);
  });

  it('decide what goes wrong', async () => {
    const { simulator } = cluster;
    simulator.onRequest = ({ name }) =>
      name === 'busy'
        ? { status: 429, headers: { 'retry-after': '7' } }
        : undefined;
    const busy = await cluster.apply('busy', {});
    expect(busy.headers['retry-after']).toBe('7');
    expect(failure(busy)).toEqual({
      status: 429,
      reason: 'TooManyRequests',
      message: 'Too many requests, please try again later.',
      details: { retryAfterSeconds: 7 },
    });
    expect(await cluster.apply('idle', {})).toMatchObject({ status: 201 });

    simulator.onRequest = () => ({ status: 502, body: { bad: 'gateway' } });
    expect(await cluster.send('GET', SECRETS)).toMatchObject({
      status: 502,
      body: { bad: 'gateway' },
    });

    simulator.onRequest = () => 'reset';
    await expect(cluster.send('GET', SECRETS)).rejects.toThrow('ECONNRESET');

    const abort = new AbortController();
    simulator.onRequest = () => {
      abort.abort();
      return 'hang';
    };
    const hanging = fetch(`${simulator.url}/version`, {
      signal: abort.signal,
    });
    await expect(hanging).rejects.toThrow('aborted');
    expect(simulator.requests.at(-1)).toMatchObject({ status: 0 });

    let goOn = () => {};
    const gate = new Promise<undefined>(resolve => {
      goOn = () => resolve(undefined);
    });
    simulator.onRequest = () => gate;
    const late = cluster.send('GET', SECRETS);
    goOn();
    expect(await late).toMatchObject({ status: 200 });
  });
});
