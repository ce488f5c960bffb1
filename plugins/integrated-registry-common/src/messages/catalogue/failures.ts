/** What to do about a registry's failure where nothing better is known: by `RegistryErrorCode`. */
export const failureMessages = {
  REMEDY_DNS_FAILED:
    'Check the spelling of the host name, and that the portal’s network can resolve it.',
  REMEDY_CONNECTION_REFUSED:
    'Check the port, that the registry is running, and that no firewall stands between the portal and it.',
  REMEDY_TIMED_OUT:
    'Check that the registry is reachable from the portal and not overloaded, then try again.',
  REMEDY_TLS_UNTRUSTED:
    'Add the certificate of the authority that signed the registry’s certificate in the field “CA certificate”.',
  REMEDY_TLS_HOSTNAME:
    'Use the host name the certificate was made for, or have the certificate made for this one.',
  REMEDY_PROTOCOL_MISMATCH:
    'Check whether the address should start with https:// or http://, and the port.',
  REMEDY_NOT_A_REGISTRY:
    'Check the address: it should be the registry’s own, without the path of a web page.',
  REMEDY_UNAUTHORIZED: 'Check user name and password.',
  REMEDY_FORBIDDEN:
    'Ask the registry’s administrator to give this user read access, or use another user.',
  REMEDY_NOT_FOUND:
    'Check the name; the image may have been removed, or this user may not see it.',
  REMEDY_CATALOG_UNAVAILABLE:
    'Name the repositories in the integration’s field “Repositories”: this registry does not list them.',
  REMEDY_RATE_LIMITED:
    'Wait and try again; a user name raises the limit on many registries.',
  REMEDY_UPSTREAM_ERROR:
    'Try again later; if it stays, ask the registry’s administrator to look at its log.',
  REMEDY_BAD_RESPONSE:
    'Check that the address leads to the registry itself and not to a proxy or login page before it.',
  REMEDY_RESPONSE_TOO_LARGE:
    'Check the address; if it is right, narrow the integration with a repository filter.',
  REMEDY_ADDRESS_BLOCKED:
    'Ask the portal’s administrators to allow this address in integratedRegistry.network.allow.',
  REMEDY_UNSUPPORTED_VERSION: 'Upgrade the registry to a supported version.',
  REMEDY_PORTAL_ERROR: 'Tell the administrators of the portal.',
} as const;
