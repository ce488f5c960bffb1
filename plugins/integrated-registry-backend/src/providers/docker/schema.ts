import { z } from 'zod';

/** Names people know Docker Hub by, none of which answers as a registry. */
const DOCKER_HUB_NAMES = [
  'docker.io',
  'www.docker.io',
  'hub.docker.com',
  'index.docker.io',
  'registry.hub.docker.com',
  'registry-1.docker.io',
];

/** Where the API of a registry is, from the address a person typed. */
export const dockerAddressSchema = z.string().transform(address => {
  const dockerHub = DOCKER_HUB_NAMES.includes(new URL(address).hostname);
  return {
    dockerHub,
    url: dockerHub
      ? 'https://registry-1.docker.io'
      : address.replace(/\/+$/, '').replace(/\/v2$/, ''),
  };
});
