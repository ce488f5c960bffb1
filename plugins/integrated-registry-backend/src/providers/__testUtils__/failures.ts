import { RegistryErrorCode } from 'backstage-plugin-integrated-registry-common';
import {
  deadlineSignal,
  NetworkPolicy,
  RegistryClient,
} from 'backstage-plugin-integrated-registry-node';
import {
  closedPort,
  connect,
  connectHarbor,
  credential,
  imageOf,
  network,
  serve,
  serveTls,
  tagsOf,
} from './failingRegistries';

/** One way to each code: what is wrong, and what the person who integrates the registry must learn. */
export interface Row {
  code: RegistryErrorCode;
  /** The situation, for the document. */
  when: string;
  provoke: () => Promise<RegistryClient>;
  /** What is done with the client; default: the connection test. */
  call?: (client: RegistryClient) => Promise<unknown>;
  happened: RegExp;
  why: RegExp;
  todo: RegExp;
}

export const rows: Row[] = [
  {
    code: 'DNS_FAILED',
    when: 'No address is known for the host name',
    provoke: async () => connect('https://registry.invalid'),
    happened: /registry\.invalid:443 could not be resolved/,
    why: /misspelt, or known in another network/,
    todo: /Check the spelling of the host name/,
  },
  {
    code: 'CONNECTION_REFUSED',
    when: 'Nothing listens at the port',
    provoke: async () => connect(`http://127.0.0.1:${await closedPort()}`),
    happened: /could not be reached/,
    why: /nothing listens there, or a firewall/,
    todo: /Check the port, that the registry is running/,
  },
  {
    code: 'TIMED_OUT',
    when: 'The registry takes the connection and does not answer',
    provoke: async () => connect((await network.raw(() => {})).url),
    call: client =>
      client.diagnose({
        signal: deadlineSignal(300, 'Testing the connection'),
      }),
    happened: /took longer than 0\.3 seconds/,
    why: /reachable from the portal and not overloaded/,
    todo: /try again/,
  },
  {
    code: 'TLS_UNTRUSTED',
    when: 'The certificate is signed by an authority of your own',
    provoke: async () => connect((await serveTls({})).url),
    happened: /The certificate of .* was not signed by/,
    why: /an authority the portal trusts/,
    todo: /field “CA certificate”/,
  },
  {
    code: 'TLS_UNTRUSTED',
    when: 'The certificate has expired',
    provoke: async () => {
      const { url, caCertificate } = await serveTls({ expired: true });
      return connect(url, {}, { tls: { caCertificate } });
    },
    happened: /The certificate of/,
    why: /has expired/,
    todo: /Have the certificate renewed/,
  },
  {
    code: 'TLS_HOSTNAME',
    when: 'The certificate is for another name',
    provoke: async () => {
      const { url, caCertificate } = await serveTls({
        names: 'DNS:registry.example.com',
      });
      return connect(url, {}, { tls: { caCertificate } });
    },
    happened: /The certificate of/,
    why: /was made for another host name/,
    todo: /Use the host name the certificate was made for/,
  },
  {
    code: 'PROTOCOL_MISMATCH',
    when: 'The address says https, and the port speaks plain http',
    provoke: async () => {
      const { port } = await network.http((_, response) => response.end('{}'));
      return connect(`https://127.0.0.1:${port}`);
    },
    happened: /does not speak TLS/,
    why: /the address starts with https/,
    todo: /Start the address with http:\/\//,
  },
  {
    code: 'PROTOCOL_MISMATCH',
    when: 'The address says http, and the port speaks TLS',
    provoke: async () =>
      connect((await serveTls({})).url.replace('https:', 'http:')),
    happened: /plain HTTP/,
    why: /expect https/,
    todo: /Start the address with https:\/\//,
  },
  {
    code: 'NOT_A_REGISTRY',
    when: 'Something else is at the address',
    provoke: async () => {
      const { url } = await network.http((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!DOCTYPE html><title>Welcome</title>');
      });
      return connect(url);
    },
    happened: /answers, but not as a registry does/,
    why: /may be a web page, or a proxy/,
    todo: /Check the address/,
  },
  {
    code: 'UNAUTHORIZED',
    when: 'The registry refuses the login',
    provoke: async () => {
      const { url } = await network.http((_, response) => {
        response.setHeader('www-authenticate', 'Basic realm="registry"');
        response.writeHead(401).end();
      });
      return connect(url, { credential });
    },
    happened: /the registry rejected the user name or password/,
    why: /neither disabled nor expired/,
    todo: /Check user name and password/,
  },
  {
    code: 'FORBIDDEN',
    when: 'The login is good, and does not open this repository',
    provoke: () =>
      serve(
        (_, response) => {
          response.writeHead(403).end('{"errors":[{"code":"DENIED"}]}');
        },
        { credential },
      ),
    call: tagsOf,
    happened: /to read the tags of team\/app/,
    why: /does not allow this user/,
    todo: /Ask the registry’s administrator/,
  },
  {
    code: 'NOT_FOUND',
    when: 'There is no such image',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
      }),
    call: imageOf,
    happened: /The registry does not have team\/app:1\.0/,
    why: /may have been removed, or this user may not see it/,
    todo: /Check the name/,
  },
  {
    code: 'CATALOG_UNAVAILABLE',
    when: 'The registry has no list of its repositories',
    provoke: () =>
      serve(
        (_, response) => {
          response.writeHead(404).end();
        },
        { credential },
      ),
    happened: /has no catalogue of its repositories/,
    why: /this registry does not list them/,
    todo: /Name the repositories in the integration’s field “Repositories”/,
  },
  {
    code: 'RATE_LIMITED',
    when: 'The registry was asked too often',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(429, { 'retry-after': '3600' }).end();
      }),
    call: tagsOf,
    happened: /refused the request for the tags of team\/app/,
    why: /limits how often it may be asked/,
    todo: /Wait and try again/,
  },
  {
    code: 'UPSTREAM_ERROR',
    when: 'The registry fails',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(500).end();
      }),
    call: tagsOf,
    happened: /failed with HTTP 500/,
    why: /The registry failed/,
    todo: /Try again later/,
  },
  {
    code: 'BAD_RESPONSE',
    when: 'A proxy answers with its login page',
    provoke: () =>
      serve((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!DOCTYPE html><title>Log in</title>');
      }),
    call: tagsOf,
    happened: /A web page came back instead of the tags of team\/app/,
    why: /a proxy or login page before it/,
    todo: /Check that the address leads to the registry itself/,
  },
  {
    code: 'RESPONSE_TOO_LARGE',
    when: 'An answer does not end',
    provoke: () =>
      serve((_, response) => {
        const chunk = Buffer.alloc(64 * 1024);
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      }),
    call: tagsOf,
    happened: /answered with more than 6 MiB/,
    why: /it is no registry, or its list is very long/,
    todo: /Check the address/,
  },
  {
    code: 'ADDRESS_BLOCKED',
    when: 'The portal’s network policy denies the address',
    provoke: async () => {
      const { url } = await network.http((_, response) => response.end('{}'));
      return connect(
        url,
        {},
        { networkPolicy: new NetworkPolicy({ deny: ['127.0.0.1'] }) },
      );
    },
    happened: /127\.0\.0\.1/,
    why: /network policy/,
    todo: /integratedRegistry\.network\.allow/,
  },
  {
    code: 'UNSUPPORTED_VERSION',
    when: 'The image has a format that has been withdrawn',
    provoke: () =>
      serve((_, response) => {
        response.setHeader(
          'content-type',
          'application/vnd.docker.distribution.manifest.v1+prettyjws',
        );
        response.end('{"schemaVersion":1}');
      }),
    call: imageOf,
    happened: /holds team\/app:1\.0 in the old manifest format/,
    why: /has been withdrawn/,
    todo: /Push the image again with a current tool/,
  },
  {
    code: 'UNSUPPORTED_VERSION',
    when: 'Harbor is older than 2.0',
    provoke: async () => {
      const { url } = await network.http((request, response) => {
        const known = request.url === '/api/systeminfo';
        response
          .writeHead(known ? 200 : 404)
          .end(
            JSON.stringify(
              known ? { auth_mode: 'db_auth', harbor_version: 'v1.10.19' } : {},
            ),
          );
      });
      return connectHarbor(url);
    },
    happened: /This is Harbor v1\.10\.19/,
    why: /2\.0 is the oldest that is supported/,
    todo: /Upgrade Harbor/,
  },
];

/** What a person reads, from the connection test or from the call that failed. */
