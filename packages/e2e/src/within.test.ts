import { within } from './within';

describe('within', () => {
  it('gives what comes in time', async () => {
    expect(await within(60, 'a value', Promise.resolve('value'))).toBe('value');
    await expect(
      within(60, 'a failure', Promise.reject(new Error('failed'))),
    ).rejects.toThrow('failed');
  });

  it('says what it waited for in vain', async () => {
    await expect(
      within(0.01, 'what never comes', new Promise(() => {})),
    ).rejects.toThrow('Waited 0.01 s in vain for what never comes');
  });
});
