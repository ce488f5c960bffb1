import { defineProvider } from 'backstage-plugin-integrated-registry-node';
import { GiteaClient } from './GiteaClient';

/** The container registry of Gitea and Forgejo. */
export const giteaProvider = defineProvider({
  type: 'gitea',
  title: 'Gitea or Forgejo',
  description: 'Images among the packages of people and organizations',
  credential: 'required',
  hints: {
    url: { placeholder: 'https://gitea.example.com' },
    password: {
      title: { text: 'Access token' },
      description: { text: 'With the permissions read:user and read:package.' },
    },
  },
  client: GiteaClient,
});
