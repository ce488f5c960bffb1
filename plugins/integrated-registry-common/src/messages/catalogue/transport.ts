/** What goes wrong on the way to a registry. `target` is its host and port. */
export const transportMessages = {
  TOOK_LONGER: '{{what}} took longer than {{seconds}} seconds.',
  NOT_RESOLVED:
    'The name in {{target}} could not be resolved ({{error}}): it may be misspelt, or known in another network only.',
  NO_ADDRESS: 'The name in {{target}} has no address.',
  NOT_REACHED:
    '{{target}} could not be reached ({{error}}): nothing listens there, or a firewall refuses the connection.',
  NO_ANSWER_IN_TIME: '{{target}} did not answer in time.',
  NO_CONNECTION_IN_TIME:
    '{{target}} did not accept a connection within {{seconds}} seconds.',
  NO_WHOLE_ANSWER_IN_TIME:
    '{{target}} did not give a complete answer within {{seconds}} seconds.',
  CLOSED_WHILE_OPENING:
    '{{target}} closed the connection while it was being opened.',
  CLOSED_WITHOUT_ANSWER: '{{target}} closed the connection without an answer.',
  CLOSED_WITHOUT_PLAIN_ANSWER:
    '{{target}} closed the connection without an answer in plain HTTP; it may expect https.',
  HTTPS_OR_LOG:
    'Start the address with https:// if that is what the port serves; otherwise look at the registry’s log.',
  CLOSED_DURING_ANSWER:
    '{{target}} closed the connection before its answer was complete.',
  TRY_AGAIN_OR_LOG:
    'Try again; if it stays, ask the administrator of the registry, or of a proxy before it, to look at its log.',
  CERTIFICATE_OF_OTHER_HOST:
    'The certificate of {{target}} was made for another host name.',
  CERTIFICATE_EXPIRED:
    'The certificate of {{target}}, or of the authority that signed it, has expired.',
  RENEW_CERTIFICATE: 'Have the certificate renewed.',
  CERTIFICATE_NOT_YET_VALID: 'The certificate of {{target}} is not valid yet.',
  CHECK_CLOCKS: 'Check the clocks of the registry and of the portal.',
  CERTIFICATE_UNTRUSTED:
    'The certificate of {{target}} was not signed by an authority the portal trusts ({{error}}).',
  CA_CERTIFICATE_UNREADABLE:
    'The CA certificate given for {{target}} cannot be read.',
  PASTE_CA_CERTIFICATE:
    'Paste the certificate in PEM form: from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, both lines included.',
  NO_TLS:
    '{{target}} does not speak TLS, but the address starts with https://.',
  START_WITH_HTTP:
    'Start the address with http://, or use the port that serves https.',
  NO_TLS_AGREED:
    '{{target}} and the portal could not agree on a TLS connection.',
  NO_TLS_AGREED_BECAUSE:
    '{{target}} and the portal could not agree on a TLS connection ({{reason}}).',
  CHECK_TLS_VERSIONS:
    'Check which TLS versions the registry offers (1.2 or 1.3 is needed), and whether it asks for a client certificate.',
  NOT_OVER_TLS: '{{target}} was not reached over TLS.',
  NO_PLAIN_HTTP:
    '{{target}} does not answer in plain HTTP; it seems to expect https.',
  START_WITH_HTTPS:
    'Start the address with https://, or use the port that serves http.',
  HEADERS_TOO_LARGE: '{{target}} answered with headers that are too large.',
  NOT_DECOMPRESSED:
    '{{target}} answered with a body that cannot be decompressed.',
  NOT_HTTP: '{{target}} answered with something that is not HTTP.',
  NOT_HTTP_BECAUSE:
    '{{target}} answered with something that is not HTTP ({{error}}).',
  ENCODING_UNKNOWN: '{{target}} answered in an encoding nobody asked for.',
  ANSWER_TOO_LARGE:
    '{{target}} answered with more than {{max}}, which is more than the portal reads: either it is no registry, or its list is very long.',
  JSON_NESTED:
    '{{target}} answered with JSON that is nested more than {{max}} levels deep, which is more than the portal reads: either it is no registry, or its list is very long.',
  JSON_TOO_FULL:
    '{{target}} answered with JSON that holds more than {{max}} values, which is more than the portal reads: either it is no registry, or its list is very long.',
  TOO_MANY_INFORMATIONAL:
    '{{target}} sent more than {{max}} informational answers (status 1xx), and not the one that was asked for.',
  ANSWER_IN_PIECES:
    '{{target}} sends its answer in pieces of a few bytes, which takes too long to read.',
  REDIRECT_TO_HTTP:
    '{{target}} redirects from https to http ({{to}}), where anybody on the way could read along.',
  HAVE_REDIRECT_TO_HTTPS:
    'Have the registry, or the proxy before it, redirect to an https address.',
  REDIRECT_OF_BODY:
    '{{target}} redirects a request with a body to {{to}}, which must not see it.',
  REDIRECT_CIRCLE: '{{target}} redirects in a circle.',
  REDIRECTS: '{{target}} redirects more than {{max}} times.',
  POINTS_ELSEWHERE:
    '{{target}} points to something that is not an http or https address.',
  NOT_AN_HTTP_ADDRESS: 'The address is not an http or https address.',
  ADDRESS_DENIED:
    'The portal’s network policy does not permit connections to {{target}}.',
  CONNECTIONS_CLOSED: 'The portal closed its connections to this registry.',
  TRY_AGAIN: 'Try again.',
  TRY_AGAIN_IN_A_MOMENT: 'Try again in a moment.',
  TOO_MANY_WAITING:
    'Too many requests to this registry are waiting already ({{max}}).',
  LEFT_ALONE:
    'The registry wants fewer requests, so it is left alone for another {{seconds}} s.',

  PROXY_UNUSABLE: 'The portal’s proxy cannot be used. {{reason}}',
  CHECK_PROXY:
    'Ask the portal’s administrators to check the proxy in its environment, and that integratedRegistry.network.allow names it where its address is local.',
  PROXY_REFUSED:
    'The portal’s proxy refused a connection to {{target}} ({{status}}).',
  CHECK_PROXY_OR_EXCEPT:
    'Ask the portal’s administrators to check the proxy, or to name the registry in NO_PROXY.',
  PROXY_ADDRESS_INVALID:
    'The portal’s proxy cannot be used: {{variable}} is not the address of an HTTP proxy.',
  WRITE_PROXY_ADDRESS:
    'Ask the portal’s administrators to write {{variable}} as http://proxy.example.com:3128, or to name the registry in NO_PROXY.',
} as const;
