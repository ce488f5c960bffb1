import {
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import { DockerClient } from './DockerClient';

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

  connect(connection: RegistryConnection): RegistryClient {
    return DockerClient.create(connection);
  }
}
