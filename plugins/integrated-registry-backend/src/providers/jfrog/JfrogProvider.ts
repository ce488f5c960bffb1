import { defineProvider } from 'backstage-plugin-integrated-registry-node';
import { parseJfrogAddress } from './address';
import { JfrogClient } from './JfrogClient';

/** JFrog Artifactory, its Docker and OCI repositories. */
export const jfrogProvider = defineProvider({
  type: 'jfrog',
  title: 'JFrog Artifactory',
  description:
    'Artifactory’s Docker and OCI repositories: local, remote, virtual and federated. Log in with a user and an identity token, or with the user name “token” and an access token as the password',
  credential: 'optional',
  hints: {
    url: { placeholder: 'https://artifactory.example.com' },
    imageHost: {
      description: {
        code: 'jfrog.imageHost.description',
        text: 'What stands before the repository in a pull command. Empty: host/key/image, the path method. With a host for each key: {project}.example.com. With a port for each: give the address of one key, …/api/docker/key, and its host:port here.',
      },
    },
    username: {
      description: {
        code: 'jfrog.username.description',
        text: 'A user, with an identity token as the password. For an access token by itself, write “token” here. Leave both empty for what everybody may read.',
      },
    },
  },
  client: JfrogClient,
  mintsForGroup: true,

  /** By the path method; its key stands in it where the address names one. */
  defaultImageHost(url) {
    const { key } = parseJfrogAddress(url);
    const { host } = new URL(url);
    return key === undefined ? host : `${host}/${key}`;
  },
});
