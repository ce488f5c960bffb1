import { defineProvider } from 'backstage-plugin-integrated-registry-node';
import { DockerClient } from './DockerClient';
import { dockerAddressSchema } from './schema';

/** Any registry that speaks the OCI distribution specification, Docker Hub included. */
export const dockerProvider = defineProvider({
  type: 'docker',
  title: 'Docker Registry',
  description:
    'Any registry with the Docker Registry API: distribution, Docker Hub, GitHub, GitLab, Quay, zot and others',
  credential: 'optional',
  isGeneric: true,
  hints: { url: { placeholder: 'https://registry.example.com' } },
  client: DockerClient,

  /** Docker Hub’s images are pulled from `docker.io`, under whatever name it was reached. */
  defaultImageHost(url) {
    const { dockerHub } = dockerAddressSchema.parse(url);
    return dockerHub ? 'docker.io' : new URL(url).host;
  },

  /**
   * Where images of a registry behind a path may be pulled: container tools put `/v2/` before every
   * path, so it takes a proxy that serves them under another name, as Artifactory and Nexus have.
   */
  guessImageHosts(url) {
    const { host, pathname } = new URL(url);
    const parts = pathname.split('/').filter(part => part !== '');
    if (parts.length === 0) {
      return [];
    }
    const hosts = [
      `${host}/${parts.at(-1)}`,
      `${host}/${parts.join('/')}`,
      host,
    ];
    return [...new Set(hosts.map(imageHost => imageHost.toLowerCase()))];
  },
});
