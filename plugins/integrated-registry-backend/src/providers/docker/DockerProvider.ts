import {
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import { DockerClient } from './DockerClient';
import { dockerAddressSchema } from './schema';

/** Any registry that speaks the OCI distribution specification, Docker Hub included. */
export class DockerProvider implements RegistryProvider {
  readonly type = 'docker';
  readonly title = 'Docker Registry';
  readonly description =
    'Any registry with the Docker Registry API: distribution, Docker Hub, GitHub, GitLab, Quay, zot and others';
  readonly credential = 'optional';
  readonly configFields = [];
  readonly capabilities = ['referrers'] as const;

  static create(): DockerProvider {
    return new DockerProvider();
  }

  private constructor() {}

  /** Docker Hub’s images are pulled from `docker.io`, under whatever name it was reached. */
  defaultImageHost(url: string): string {
    const { dockerHub } = dockerAddressSchema.parse(url);
    return dockerHub ? 'docker.io' : new URL(url).host;
  }

  connect(connection: RegistryConnection): RegistryClient {
    return DockerClient.create(connection);
  }
}
