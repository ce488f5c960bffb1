import {
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import { GiteaClient } from './GiteaClient';

/** The container registry of Gitea and Forgejo. */
export class GiteaProvider implements RegistryProvider {
  readonly type = 'gitea';
  readonly title = 'Gitea or Forgejo';
  readonly description =
    'Images among the packages of people and organizations';
  readonly credential = 'required';
  readonly configFields = [];
  readonly hints = {
    url: { placeholder: 'https://gitea.example.com' },
    password: {
      title: { text: 'Access token' },
      description: {
        text: 'With the permissions read:user and read:package.',
      },
    },
  };
  readonly capabilities = ['referrers'] as const;

  static create(): GiteaProvider {
    return new GiteaProvider();
  }

  private constructor() {}

  connect(connection: RegistryConnection): RegistryClient {
    return GiteaClient.create(connection);
  }
}
