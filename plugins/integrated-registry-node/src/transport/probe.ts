import { WordedTexts } from 'backstage-plugin-integrated-registry-common';
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
    return {
      message: 'The address starts with http://: nothing is encrypted.',
    };
  }
  if (proxy) {
    await dialer.checkName(target, signal);
    if (step === 'dns') {
      return { message: `The portal’s proxy resolves ${target.host}.` };
    }
  } else if (step === 'dns') {
    const addresses = await dialer.addressesOf(target, signal);
    return {
      message:
        addresses[0].address === target.host
          ? `${target.host} is an address already.`
          : `${target.host} resolves to ${addresses.length} ${
              addresses.length === 1 ? 'address' : 'addresses'
            } the portal may connect to.`,
    };
  }
  if (step === 'tcp') {
    const socket = await dialer.reach(target, signal);
    socket.destroy();
    return { message: `${name} accepts connections.` };
  }
  const socket = await dialer.connect(target, signal);
  try {
    return { message: describeHandshake(socket, name) };
  } finally {
    socket.destroy();
  }
}

function describeHandshake(socket: unknown, name: string): string {
  if (!(socket instanceof tls.TLSSocket)) {
    throw new RegistryError('PROTOCOL_MISMATCH', {
      message: `${name} was not reached over TLS.`,
    });
  }
  const { issuer, valid_to: validTo } = socket.getPeerCertificate();
  const by = [issuer?.O, issuer?.CN].flat().filter(Boolean).join(', ');
  const until = new Date(validTo).toISOString().slice(0, 10);
  return `${socket.getProtocol()}; certificate issued by ${
    by || 'an unnamed authority'
  }, valid until ${until}${
    socket.authorized ? '' : '; not verified, as the integration asks'
  }.`;
}
