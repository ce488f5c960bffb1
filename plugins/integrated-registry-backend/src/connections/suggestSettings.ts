import {
  ConnectionSuggestion,
  DiagnosisStep,
  message,
  recogniseVendor,
  RegistryErrorCode,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  HttpTransport,
  isRegistryError,
  OciClient,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { IntegrationSettings } from '../model';
import { ProviderRegistry } from '../providers';
import { IntegrationConnector } from './IntegrationConnector';

export interface SuggestionOptions extends CallOptions {
  connector: IntegrationConnector;
  providers: ProviderRegistry;
  settings: IntegrationSettings;
  failed: DiagnosisStep | undefined;
}

/**
 * What would fit the registry better, as far as its address and its answers to callers without a
 * login show. No password is sent.
 */
export async function suggestSettings(
  options: SuggestionOptions,
): Promise<ConnectionSuggestion | undefined> {
  const { settings, failed, connector, signal } = options;
  const known = recogniseVendor(settings.url);
  if (known?.suggestion && differs(known.suggestion, settings)) {
    return {
      message: known.message,
      ...(known.wording && { wording: known.wording }),
      ...known.suggestion,
    };
  }
  const transport = connector.openTransport(settings);
  try {
    return (
      (await vendorByAnswers(transport, options)) ??
      (failed && (await registryNearby(transport, settings, failed, signal)))
    );
  } catch (error) {
    // It is only a suggestion.
    if (isRegistryError(error)) {
      return undefined;
    }
    throw error;
  } finally {
    transport.close();
  }
}

function differs(
  suggestion: Partial<Pick<IntegrationSettings, 'type' | 'url' | 'imageHost'>>,
  settings: IntegrationSettings,
): boolean {
  return (['type', 'url', 'imageHost'] as const).some(
    field =>
      suggestion[field] !== undefined && suggestion[field] !== settings[field],
  );
}

/** Types that have more to show than the registry API does. */
async function vendorByAnswers(
  transport: HttpTransport,
  { providers, settings, failed, signal }: SuggestionOptions,
): Promise<ConnectionSuggestion | undefined> {
  const network = ['dns', 'tcp', 'tls'].includes(failed?.id ?? '');
  if (!providers.get(settings.type).isGeneric || network) {
    return undefined;
  }
  const { origin } = new URL(settings.url);
  const ask = (path: string) =>
    transport.request({
      url: `${origin}${path}`,
      headers: { accept: 'application/json' },
      signal,
    });
  if (isHarbor(await ask('/api/v2.0/systeminfo'))) {
    return worded({
      message: message('SUGGEST_HARBOR'),
      type: 'harbor',
      url: origin,
    });
  }
  const start = await ask('/v2/');
  if (isArtifactory(start)) {
    return worded({
      message: message('SUGGEST_JFROG'),
      type: 'jfrog',
      url: origin,
    });
  }
  return failed && webPageOfVendor(start);
}

/** The web page of a vendor whose registries have addresses of their own. */
function webPageOfVendor({
  headers,
}: TransportResponse): ConnectionSuggestion | undefined {
  if (headers.has('x-gitlab-meta')) {
    return worded({ message: message('SUGGEST_GITLAB') });
  }
  return /^nexus\//i.test(headers.get('server') ?? '')
    ? worded({ message: message('SUGGEST_NEXUS') })
    : undefined;
}

function isHarbor({ httpStatus, body }: TransportResponse): boolean {
  if (httpStatus !== 200) {
    return false;
  }
  try {
    const info: unknown = JSON.parse(body.toString('utf8'));
    return (
      typeof info === 'object' &&
      info !== null &&
      'auth_mode' in info &&
      ('harbor_version' in info || 'registry_url' in info)
    );
  } catch {
    return false;
  }
}

function isArtifactory({ headers }: TransportResponse): boolean {
  return (
    /^artifactory\b/i.test(headers.get('server') ?? '') ||
    headers.has('x-jfrog-version') ||
    headers.has('x-artifactory-id') ||
    /\/api\/docker\//.test(headers.get('www-authenticate') ?? '')
  );
}

/** The same host by the other protocol, or without the path. */
async function registryNearby(
  transport: HttpTransport,
  { url }: IntegrationSettings,
  failed: DiagnosisStep,
  signal: AbortSignal,
): Promise<ConnectionSuggestion | undefined> {
  const there = addressNearby(url, failed.failure?.code);
  if (
    there === undefined ||
    !(await answersAsRegistry(transport, there, signal))
  ) {
    return undefined;
  }
  const isWeaker = url.startsWith('https:') && there.startsWith('http:');
  return worded({
    message: message(isWeaker ? 'SUGGEST_PLAIN_ADDRESS' : 'SUGGEST_ADDRESS', {
      address: there,
    }),
    url: there,
  });
}

function addressNearby(
  url: string,
  code: RegistryErrorCode | undefined,
): string | undefined {
  const { protocol, host, origin, pathname } = new URL(url);
  const path = pathname === '/' ? '' : pathname;
  const other = protocol === 'https:' ? 'http:' : 'https:';
  switch (code) {
    case 'CONNECTION_REFUSED':
      // Of a port of its own, the other protocol has another default.
      return /:\d+$/.test(host) ? undefined : `${other}//${host}${path}`;
    case 'PROTOCOL_MISMATCH':
      return `${other}//${host}${path}`;
    case 'NOT_A_REGISTRY':
      return path === '' ? undefined : origin;
    default:
      return undefined;
  }
}

async function answersAsRegistry(
  transport: HttpTransport,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await new OciClient({ url, transport }).ping({ signal });
    return true;
  } catch (error) {
    if (isRegistryError(error)) {
      return false;
    }
    throw error;
  }
}
