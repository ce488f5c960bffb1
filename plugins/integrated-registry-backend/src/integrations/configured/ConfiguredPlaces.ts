/** Where the configuration declares which integration. */
export class ConfiguredPlaces {
  readonly #paths: ReadonlyMap<string, string>;

  constructor(configured: readonly { id: string; path: string }[]) {
    this.#paths = new Map(configured.map(({ id, path }) => [id, path]));
  }

  /** Such as `integratedRegistry.integrations[2]`; a replica with another configuration may have made it. */
  of({ id }: { id: string }): string {
    return this.#paths.get(id) ?? 'integratedRegistry.integrations';
  }
}
