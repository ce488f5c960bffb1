import {
  Message,
  message,
  worded,
  WordedTexts,
} from 'backstage-plugin-integrated-registry-common';
import tls from 'node:tls';
import { RegistryError } from '../errors';
import { Dialer } from './Dialer';
import { describeTarget, targetOf } from './target';

export type ProbeStep = 'dns' | 'tcp' | 'tls';

/**
 * One step of the way to a registry, for a diagnosis. Addresses are counted, not named: what names
 * mean inside the portal's network is not everybody's business.
 *
 * @throws RegistryError, or the signal's reason
 */
export async function probe(
  dialer: Dialer,
  url: URL,
  step: ProbeStep,
  signal: AbortSignal,
): Promise<WordedTexts> {
  const target = targetOf(url);
  const name = describeTarget(target);
  const proxy = dialer.proxyFor(target);
  if (step === 'tls' && !target.secure) {
    return worded({ message: message('STEP_NOT_ENCRYPTED') });
  }
  if (proxy) {
    await dialer.checkName(target, signal);
    if (step === 'dns') {
      return worded({
        message: message('STEP_PROXY_RESOLVES', { host: target.host }),
      });
    }
  } else if (step === 'dns') {
    const addresses = await dialer.addressesOf(target, signal);
    return worded({ message: describeAddresses(target.host, addresses) });
  }
  if (step === 'tcp') {
    const socket = await dialer.reach(target, signal);
    socket.destroy();
    return worded({
      message: message('STEP_ACCEPTS_CONNECTIONS', { target: name }),
    });
  }
  const socket = await dialer.connect(target, signal);
  try {
    return worded({ message: describeHandshake(socket, name) });
  } finally {
    socket.destroy();
  }
}

function describeAddresses(
  host: string,
  addresses: readonly { address: string }[],
): Message {
  if (addresses[0].address === host) {
    return message('STEP_IS_ADDRESS', { host });
  }
  return addresses.length === 1
    ? message('STEP_RESOLVES_TO_ONE', { host })
    : message('STEP_RESOLVES_TO_MANY', { host, addresses: addresses.length });
}

function describeHandshake(socket: unknown, name: string): Message {
  if (!(socket instanceof tls.TLSSocket)) {
    throw new RegistryError('PROTOCOL_MISMATCH', {
      message: message('NOT_OVER_TLS', { target: name }),
    });
  }
  const { issuer, valid_to: validTo } = socket.getPeerCertificate();
  const by = [issuer?.O, issuer?.CN].flat().filter(Boolean).join(', ');
  const end = Date.parse(validTo);
  const until = Number.isNaN(end)
    ? validTo
    : new Date(end).toISOString().slice(0, 10);
  return message(
    socket.authorized ? 'STEP_CERTIFICATE' : 'STEP_CERTIFICATE_UNVERIFIED',
    {
      protocol: String(socket.getProtocol()),
      issuer: by || message('UNNAMED_AUTHORITY'),
      until,
    },
  );
}
