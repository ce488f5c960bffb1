/** Lengths in characters. */
export const integrationLimits = {
  name: 100,
  description: 2_000,
  url: 2_048,
  imageHost: 255,
  username: 255,
  password: 16_384,
  caCertificate: 65_536,
  repositories: 1_000,
  repositoryName: 255,
  sharedWorkspaces: 500,
} as const;
