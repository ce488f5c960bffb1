import { RegistryCredential } from '../../provider/RegistryProvider';

/** Source: RFC 7617, section 2; UTF-8, as every registry reads it. */
export function basicAuthorization(credential: RegistryCredential): string {
  const pair = `${credential.username}:${credential.password}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
