import { parseChallenges } from './parseChallenges';

function plain(header: string) {
  return parseChallenges(header).map(({ scheme, parameters, token68 }) => ({
    scheme,
    ...Object.fromEntries(parameters),
    ...(token68 !== undefined && { token68 }),
  }));
}

describe('parseChallenges (fact 1)', () => {
  it.each([
    [
      'Docker Hub',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
      [
        {
          scheme: 'bearer',
          realm: 'https://auth.docker.io/token',
          service: 'registry.docker.io',
        },
      ],
    ],
    [
      'Docker Hub, refused scope',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="registry:catalog:*",error="insufficient_scope"',
      [
        {
          scheme: 'bearer',
          realm: 'https://auth.docker.io/token',
          service: 'registry.docker.io',
          scope: 'registry:catalog:*',
          error: 'insufficient_scope',
        },
      ],
    ],
    [
      'Harbor',
      'Bearer realm="https://harbor.example.com/service/token",service="harbor-registry"',
      [
        {
          scheme: 'bearer',
          realm: 'https://harbor.example.com/service/token',
          service: 'harbor-registry',
        },
      ],
    ],
    [
      'Artifactory, Basic',
      'Basic realm="Artifactory Realm"',
      [{ scheme: 'basic', realm: 'Artifactory Realm' }],
    ],
    [
      'Artifactory, Bearer and Basic in two headers',
      'Bearer realm="https://jfrog.example.com/artifactory/api/docker/docker-local/v2/token",service="jfrog.example.com", Basic realm="Artifactory Realm"',
      [
        {
          scheme: 'bearer',
          realm:
            'https://jfrog.example.com/artifactory/api/docker/docker-local/v2/token',
          service: 'jfrog.example.com',
        },
        { scheme: 'basic', realm: 'Artifactory Realm' },
      ],
    ],
    [
      'GHCR',
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:user/image:pull"',
      [
        {
          scheme: 'bearer',
          realm: 'https://ghcr.io/token',
          service: 'ghcr.io',
          scope: 'repository:user/image:pull',
        },
      ],
    ],
    [
      'Azure',
      'Bearer realm="https://example.azurecr.io/oauth2/token",service="example.azurecr.io",scope="repository:app:metadata_read"',
      [
        {
          scheme: 'bearer',
          realm: 'https://example.azurecr.io/oauth2/token',
          service: 'example.azurecr.io',
          scope: 'repository:app:metadata_read',
        },
      ],
    ],
    [
      'Docker Registry with htpasswd',
      'Basic realm="basic-realm"',
      [{ scheme: 'basic', realm: 'basic-realm' }],
    ],
    [
      'a comma inside quotes belongs to the value',
      'Bearer realm="https://a.example.com/token",scope="repository:team/app:pull,push",Basic realm="a, b"',
      [
        {
          scheme: 'bearer',
          realm: 'https://a.example.com/token',
          scope: 'repository:team/app:pull,push',
        },
        { scheme: 'basic', realm: 'a, b' },
      ],
    ],
    [
      'quoted pairs, spaces around =, names in any case',
      'BEARER Realm = "say \\"hi\\" \\\\ now" , SERVICE=reg',
      [{ scheme: 'bearer', realm: 'say "hi" \\ now', service: 'reg' }],
    ],
    [
      'token68 and a scheme without parameters',
      'Negotiate, NTLM TlRMTVNTUAAB==, Basic realm="x", charset="UTF-8"',
      [
        { scheme: 'negotiate' },
        { scheme: 'ntlm', token68: 'TlRMTVNTUAAB==' },
        { scheme: 'basic', realm: 'x', charset: 'UTF-8' },
      ],
    ],
    [
      'the example of RFC 9110',
      'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',
      [
        { scheme: 'basic', realm: 'simple' },
        {
          scheme: 'newauth',
          realm: 'apps',
          type: '1',
          title: 'Login to "apps"',
        },
      ],
    ],
    [
      'a URL without quotes, parameters without commas, empty list elements',
      ', ,Bearer realm=https://a.example.com/token service="s",,',
      [
        {
          scheme: 'bearer',
          realm: 'https://a.example.com/token',
          service: 's',
        },
      ],
    ],
    [
      'what cannot be read ends the list',
      'Basic realm="x", "',
      [{ scheme: 'basic', realm: 'x' }],
    ],
    ['nothing', '', []],
  ])('reads %s', (_, header, expected) => {
    expect(plain(header)).toEqual(expected);
  });
});
