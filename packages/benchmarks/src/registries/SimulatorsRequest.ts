export interface SimulatorsRequest {
  registries: number;
  /** In all of them together; no name twice in one registry. */
  repositories: number;
  /** Of each repository. */
  tags: number;
  /** Of their names; default: the names of `repositoryName`, in Docker registries only. */
  seed?: number;
}

/** Every fifth registry with names of a seed is a Harbor, which has projects and descriptions. */
export const isHarbor = (registry: number) => registry % 5 === 0;

export const HARBOR_LOGIN = { username: 'robot$bench', password: 'bench' };

/** How many repositories a registry has, and how many those before it have together. */
export function shareOf(
  repositories: number,
  registries: number,
  registry: number,
): { before: number; count: number } {
  const before = (at: number) => Math.floor((at * repositories) / registries);
  return {
    before: before(registry),
    count: before(registry + 1) - before(registry),
  };
}
