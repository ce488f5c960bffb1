import { registryUrlSchema } from './registryAddress';

const digest = `sha256:${'a'.repeat(64)}`;

describe('an address as people paste it', () => {
  it.each([
    ['registry.example.com', 'https://registry.example.com'],
    ['  registry.example.com  ', 'https://registry.example.com'],
    ['registry.example.com.', 'https://registry.example.com'],
    ['https://registry.example.com./v2/', 'https://registry.example.com'],
    ['Registry.Example.COM:5000', 'https://registry.example.com:5000'],
    ['HTTPS://R.IO', 'https://r.io'],
    ['//r.io', 'https://r.io'],
    ['https:r.io', 'https://r.io'],
    ['localhost:5000', 'https://localhost:5000'],
    ['registry:5000', 'https://registry:5000'],
    ['harbor', 'https://harbor'],
    ['http://r.io', 'http://r.io'],
    ['http://r.io:80/', 'http://r.io'],
    ['<https://r.io>', 'https://r.io'],
    ['"r.io",', 'https://r.io'],
    ['r.io\u200b', 'https://r.io'],
    ['ｒ．ｉｏ：５０００', 'https://r.io:5000'],
    ['registry。example。com', 'https://registry.example.com'],
    // Of images
    ['r.io:5000/team/app:1.2', 'https://r.io:5000'],
    [`r.io/team/app@${digest}`, 'https://r.io'],
    [`r.io/team/app:1.2@${digest}`, 'https://r.io'],
    ['https://r.io/team/app:1.2', 'https://r.io'],
    ['docker.io/library/nginx:1.27', 'https://docker.io'],
    ['oci://r.io/charts/app:1', 'https://r.io'],
    ['docker://r.io/team/app:1', 'https://r.io'],
    // Of the API
    ['https://r.io/v2', 'https://r.io'],
    ['https://r.io/v2/', 'https://r.io'],
    ['https://r.io/v2/_catalog?n=100', 'https://r.io'],
    ['https://r.io/v2/team/app/tags/list', 'https://r.io'],
    ['https://r.io/reg/v2/', 'https://r.io/reg'],
    ['https://r.io/api/v2.0/projects', 'https://r.io'],
    [
      'https://r.io/artifactory/api/docker/docker-local/v2/',
      'https://r.io/artifactory/api/docker/docker-local',
    ],
    // Of the browser
    ['https://r.io/harbor/projects/3/repositories?x=1#y', 'https://r.io'],
    ['https://r.io/account/sign-in?redirect_url=%2Fharbor', 'https://r.io'],
    ['https://r.io/ui/native/docker-local/app/', 'https://r.io'],
    ['https://r.io/artifactory/webapp/#/home', 'https://r.io/artifactory'],
    ['https://nexus.io/#browse/browse:docker', 'https://nexus.io'],
    ['https://quay.io/repository/team/app?tab=tags', 'https://quay.io'],
    [
      'https://nexus.io/repository/docker-hosted/v2/',
      'https://nexus.io/repository/docker-hosted',
    ],
    ['https://hub.docker.com/r/team/app/tags', 'https://hub.docker.com'],
    ['https://hub.docker.com/_/nginx', 'https://hub.docker.com'],
    ['https://gitlab.io/team/app/container_registry/17', 'https://gitlab.io'],
    ['https://gitlab.io/a/b/-/container_registry', 'https://gitlab.io'],
    ['https://r.io?a=b', 'https://r.io'],
    ['https://r.io/#x', 'https://r.io'],
    // Other hosts
    ['[2001:DB8::1]:5000', 'https://[2001:db8::1]:5000'],
    ['2001:db8::1', 'https://[2001:db8::1]'],
    ['::1', 'https://[::1]'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['镜像.example:5000', 'https://xn--o1q148n.example:5000'],
    ['10.1.2.3:5000', 'https://10.1.2.3:5000'],
    // As they are
    ['https://r.io/a/b///', 'https://r.io/a/b'],
    ['https://r.io//reg', 'https://r.io/reg'],
    ['r.io/artifactory', 'https://r.io/artifactory'],
  ])('%s is %s, and that stays as it is', (text, expected) => {
    const url = registryUrlSchema.parse(text);
    expect(url).toBe(expected);
    expect(registryUrlSchema.parse(url)).toBe(url);
  });

  it.each([
    ['user:hunter2@r.io', /carries a user name or password/],
    ['https://user:hunter2@r.io/team/app:1', /carries a user name or/],
    ['https://user:12/hunter@r.io', /carries a user name or password/],
    ['https://:hunter2@r.io', /carries a user name or password/],
    ['library/nginx:1.27', /names an image. Write docker.io/],
    ['ftp://r.io', /must start with https:\/\//],
    ['data:text/html,hunter2', /must start with https:\/\//],
    // eslint-disable-next-line no-script-url -- what is refused
    ['javascript:alert(1)', /must start with https:\/\//],
    ['r.io:99999', /is not a URL/],
    ['my registry', /is not a URL/],
    ['r.io and another', /is not a URL/],
    ['https://', /is not a URL/],
    ['.', /is not a URL/],
    ['fe80::1%eth0', /is not a URL/],
  ])('%s is refused', (text, message) => {
    const { error } = registryUrlSchema.safeParse(text);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0].message).toMatch(message);
    expect(error?.issues[0].message).not.toContain('hunter2');
  });
});
