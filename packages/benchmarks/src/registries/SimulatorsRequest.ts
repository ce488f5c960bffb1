export interface SimulatorsRequest {
  registries: number;
  /** In all of them together; no name twice. */
  repositories: number;
  /** Of each repository. */
  tags: number;
}
