import { createHmac } from 'node:crypto';
import { isPresented, presentedSecret } from './presentedSecret';

const secret = 'V2hhdCBhIHNlY3JldCB0aGlzIGlz';
const body = Buffer.from('{"events":[]}');
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const signature = createHmac('sha256', secret).update(body).digest('hex');

describe('the secret of a webhook', () => {
  const accepts = (headers: Record<string, string>, read?: Buffer) => {
    const presented = presentedSecret(headers);
    return presented !== undefined && isPresented(presented, secret, read);
  };

  it.each([
    ['typed into Harbor', { authorization: secret }],
    ['a bearer token', { authorization: `Bearer ${secret}` }],
    ['a bearer token in lower case', { authorization: `bearer ${secret}` }],
    ['the password of an address', { authorization: basic(`quay:${secret}`) }],
    ['a password without a name', { authorization: basic(`:${secret}`) }],
    ['JFrog’s header', { 'x-jfrog-event-auth': secret }],
    [
      'beside another Authorization',
      { authorization: 'Bearer x', 'x-jfrog-event-auth': secret },
    ],
  ])('is taken as %s', (_, headers) => {
    expect(accepts(headers, body)).toBe(true);
    // Also where the body is too large to be read.
    expect(accepts(headers)).toBe(true);
  });

  it.each([
    ['signature', signature],
    ['signature in upper case', signature.toUpperCase()],
    ['signature with its algorithm', `sha256=${signature}`],
  ])('is taken as a %s of the body that was read', (_, header) => {
    const headers = { 'x-jfrog-event-auth': header };
    expect(accepts(headers, body)).toBe(true);
    expect(accepts(headers, Buffer.from('{"events":[1]}'))).toBe(false);
    expect(accepts(headers, Buffer.alloc(0))).toBe(false);
    expect(accepts(headers)).toBe(false);
  });

  it.each([
    ['nothing', {}],
    ['an empty header', { authorization: '' }],
    ['an empty bearer token', { authorization: 'Bearer ' }],
    ['an empty password', { authorization: basic('quay:') }],
    ['the user name', { authorization: basic(`${secret}:x`) }],
    ['a part of it', { authorization: secret.slice(0, -1) }],
    ['more than it', { authorization: `${secret}A` }],
    ['another case', { authorization: secret.toLowerCase() }],
    ['another header', { 'x-webhook-secret': secret }],
    [
      'the signature of nothing',
      {
        'x-jfrog-event-auth': createHmac('sha256', '')
          .update(body)
          .digest('hex'),
      },
    ],
  ])('is not taken as %s', (_, headers) => {
    expect(accepts(headers as Record<string, string>, body)).toBe(false);
    expect(accepts(headers as Record<string, string>)).toBe(false);
  });
});
