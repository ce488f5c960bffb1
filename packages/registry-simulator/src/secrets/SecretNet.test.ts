import { SecretNet } from './SecretNet';

const secret = 'canary "ü+/?$7b1e';

describe('SecretNet', () => {
  it.each<[string, (text: string) => unknown]>([
    ['as it is', text => `the password is ${text}.`],
    ['in JSON', text => JSON.stringify({ text })],
    ['in JSON in JSON', text => JSON.stringify(JSON.stringify({ text }))],
    ['in a URL', text => `https://host/?p=${encodeURIComponent(text)}`],
    ['in a form', text => String(new URLSearchParams({ password: text }))],
    ['in HTML', text => `<p>${text.replace(/"/g, '&quot;')}</p>`],
    ['as hexadecimal', text => Buffer.from(text).toString('hex')],
    [
      'as big hexadecimal',
      text => Buffer.from(text).toString('hex').toUpperCase(),
    ],
    [
      'in a Basic header',
      text => btoa(unescape(encodeURIComponent(`me:${text}`))),
    ],
    ['in another', text => Buffer.from(`you:${text}!`).toString('base64')],
    [
      'in a third, for URLs',
      text => Buffer.from(`them:${text}`).toString('base64url'),
    ],
    [
      'deep in an object',
      text => ({ a: [{ b: { c: new Map([['d', text]]) } }] }),
    ],
    [
      'on an error',
      text => Object.assign(new Error('x'), { config: { text } }),
    ],
    [
      'on the cause of an error',
      text => new Error('x', { cause: new Error(text) }),
    ],
  ])('finds a secret %s', (_, disguise) => {
    const net = new SecretNet();
    net.add(secret, 'the canary');
    net.inspect('a test', disguise('something else that is long'));
    expect(net.leaks).toEqual([]);
    net.inspect('a test', disguise(secret));
    expect(net.leaks).not.toEqual([]);
    expect(net.leaks[0]).toMatch(/^the canary in a test, /);
  });

  it('learns what is secret from requests and settings', () => {
    const net = new SecretNet();
    net.addFrom({
      keys: [{ id: 'test', secret: 'secret-of-a-key' }],
      integration: { username: 'robot-name', password: 'password-1' },
      url: 'https://me:password-2@registry.example.com',
    });
    net.inspect('1', 'test robot-name registry.example.com');
    expect(net.leaks).toEqual([]);
    for (const text of ['secret-of-a-key', 'password-1', 'password-2']) {
      net.inspect(text, text);
    }
    expect(net.leaks).toHaveLength(3);
  });

  it('does not take something short for a secret', () => {
    const net = new SecretNet();
    net.add('', 'nothing');
    net.add('x', 'x');
    net.inspect('a test', 'x');
    expect(net.leaks).toEqual([]);
  });
});
