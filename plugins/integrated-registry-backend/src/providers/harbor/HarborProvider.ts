import { defineProvider } from 'backstage-plugin-integrated-registry-node';
import { HarborClient } from './HarborClient';

/** Harbor from version 2.0 on, by its API v2.0. */
export const harborProvider = defineProvider({
  type: 'harbor',
  title: 'Harbor',
  description:
    'Harbor 2.0 or later: projects, push times, vulnerabilities and signatures. Use a robot account or a user of Harbor’s own',
  credential: 'required',
  hints: {
    url: { placeholder: 'https://harbor.example.com' },
    username: {
      description: {
        code: 'harbor.username.description',
        text: 'A robot account’s whole name, such as robot$portal, or a user of Harbor’s own. Single sign-on needs a robot account.',
      },
    },
  },
  client: HarborClient,
});
