import { orAborted } from './abort';

const failingSoon = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('too late')), 20);
  });

/** An error that nobody listens to would end the process. */
const untilFailed = () => new Promise(resolve => setTimeout(resolve, 100));

describe('work that fails after nobody waits for it any more', () => {
  it('ends alone where the signal was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('left'));
    await expect(orAborted(failingSoon(), signal)).rejects.toThrow('left');
    await untilFailed();
  });

  it('ends alone where the signal is aborted meanwhile', async () => {
    const leaving = new AbortController();
    const waiting = orAborted(failingSoon(), leaving.signal);
    leaving.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    await untilFailed();
  });
});
