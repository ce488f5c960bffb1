import {
  RegistryClient,
  RegistryConnection,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import { HarborClient } from './HarborClient';

/** Harbor from version 2.0 on, by its API v2.0. */
export class HarborProvider implements RegistryProvider {
  readonly type = 'harbor';
  readonly title = 'Harbor';
  readonly description =
    'Harbor 2.0 or later: projects, push times, vulnerabilities and signatures. Use a robot account or a user of Harbor’s own';
  readonly credential = 'required';
  readonly configFields = [];
  readonly hints = {
    url: { placeholder: 'https://harbor.example.com' },
    username: {
      description: {
        code: 'harbor.username.description',
        text: 'A robot account’s whole name, such as robot$portal, or a user of Harbor’s own. Single sign-on needs a robot account.',
      },
    },
  };
  readonly capabilities = [
    'vulnerabilities',
    'startScan',
    'referrers',
  ] as const;

  static create(): HarborProvider {
    return new HarborProvider();
  }

  private constructor() {}

  connect(connection: RegistryConnection): RegistryClient {
    return HarborClient.create(connection);
  }
}
