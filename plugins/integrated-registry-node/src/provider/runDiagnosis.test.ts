import { DiagnosisStep } from 'backstage-plugin-integrated-registry-common';
import { HttpTransport } from '../transport';
import { RegistryError } from '../errors';
import { runDiagnosis, RunDiagnosisOptions } from './runDiagnosis';

const transport: HttpTransport = {
  request: async () => {
    throw new Error('not asked');
  },
  probe: async (_, step) => ({ message: `${step} works` }),
  close() {},
};

function run(changes: Partial<RunDiagnosisOptions>) {
  return runDiagnosis({
    url: 'https://registry.example.com',
    transport,
    signal: new AbortController().signal,
    protocol: async () => 'a registry',
    login: async () => 'let in',
    catalogue: async () => '3 repositories',
    ...changes,
  });
}

describe('runDiagnosis', () => {
  it('takes the steps in their order and tells each as it ends', async () => {
    const told: DiagnosisStep[] = [];
    const diagnosis = await run({ onStep: step => told.push(step) });
    expect(diagnosis.ok).toBe(true);
    expect(diagnosis.steps).toEqual(told);
    expect(told.map(({ id, state, message }) => [id, state, message])).toEqual([
      ['dns', 'ok', 'dns works'],
      ['tcp', 'ok', 'tcp works'],
      ['tls', 'ok', 'tls works'],
      ['protocol', 'ok', 'a registry'],
      ['login', 'ok', 'let in'],
      ['catalogue', 'ok', '3 repositories'],
    ]);
  });

  it('skips TLS on plain http, with a word on what that means', async () => {
    const { ok, steps } = await run({ url: 'http://registry.example.com' });
    expect(ok).toBe(true);
    expect(steps[2]).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('plain http'),
    });
  });

  it('skips what comes after a failure', async () => {
    const catalogue = jest.fn();
    const { ok, steps } = await run({
      login: async () => {
        throw new RegistryError('UNAUTHORIZED', {
          message: 'wrong password',
          upstreamStatus: 401,
        });
      },
      catalogue,
    });
    expect(ok).toBe(false);
    expect(steps.map(({ state }) => state)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'failed',
      'skipped',
    ]);
    expect(steps[4].failure).toEqual({
      code: 'UNAUTHORIZED',
      message: 'wrong password',
      remedy: 'Check user name and password.',
      wording: { remedy: { code: 'REMEDY_UNAUTHORIZED' } },
      upstreamStatus: 401,
    });
    expect(catalogue).not.toHaveBeenCalled();
  });

  it('takes a deadline that passes for a finding', async () => {
    const slow = new AbortController();
    const { ok, steps } = await run({
      signal: slow.signal,
      login: async () => {
        slow.abort(new RegistryError('TIMED_OUT', { message: 'too slow' }));
        throw slow.signal.reason;
      },
    });
    expect(ok).toBe(false);
    expect(steps[4].failure).toMatchObject({ code: 'TIMED_OUT' });
    expect(steps[5].state).toBe('skipped');
  });

  it('rejects with the reason of an abort, and with what is no registry’s fault', async () => {
    const leaving = new AbortController();
    await expect(
      run({
        signal: leaving.signal,
        protocol: async () => {
          leaving.abort(new Error('left'));
          throw new RegistryError('TIMED_OUT', { message: 'too slow' });
        },
      }),
    ).rejects.toThrow('left');
    await expect(
      run({
        login: async () => {
          throw new TypeError('a bug');
        },
      }),
    ).rejects.toThrow('a bug');
  });
});
