import { inspect } from 'node:util';
import { inspectError, SecretNet } from 'registry-simulator';
import { isRegistryError, RegistryError } from '../../errors';
import {
  HttpTransport,
  TransportRequest,
  TransportResponse,
} from '../HttpTransport';

/** In every request of a test; must be in no error. */
export const canary = 'canary-7f3d9b51';
export const authorization = `Basic ${Buffer.from(`robot:${canary}`).toString(
  'base64',
)}`;

/** Finds the canary. */
export function canaryNet(): SecretNet {
  const secrets = new SecretNet();
  secrets.add(canary, 'the canary');
  return secrets;
}

/** A request with the canary wherever a secret may be. */
export async function send(
  transport: HttpTransport,
  url: string,
  options: Partial<TransportRequest> = {},
): Promise<TransportResponse> {
  const address = new URL(url);
  address.searchParams.set('token', canary);
  return transport.request({
    url: address.href,
    authorization,
    headers: { cookie: canary, 'x-api-key': canary },
    signal: new AbortController().signal,
    ...options,
  });
}

/** The error a promise rejects with, after a look for the canary in all of it. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<RegistryError> {
  const error: unknown = await promise.then(
    () => undefined,
    reason => reason,
  );
  if (!isRegistryError(error)) {
    throw new Error(`Expected a RegistryError, got ${inspect(error)}`);
  }
  const secrets = canaryNet();
  inspectError(secrets, error);
  secrets.assertNoLeaks();
  return error;
}
