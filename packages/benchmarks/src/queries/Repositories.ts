import { Random } from 'registry-simulator';
import { Names, Shape } from '../names/Names';

/** A registry that was integrated and crawled. */
export interface CrawledRegistry {
  integrationId: string;
  /** Of its image references. */
  host: string;
  /** It has projects and descriptions. */
  harbor: boolean;
  repositories: readonly string[];
}

export interface KnownRepository {
  registry: CrawledRegistry;
  name: string;
  shape: Shape;
  /** The parts of the name between slashes, the last one without. */
  folders: string[];
  lastPart: string;
  /** All words of the name, in its order. */
  words: string[];
}

/** What queries are made of: repositories that are in the index, whichever registry they are in. */
export class Repositories {
  readonly names: Names;
  readonly #registries: readonly CrawledRegistry[];

  constructor(names: Names, registries: readonly CrawledRegistry[]) {
    this.names = names;
    this.#registries = registries;
  }

  /** @param fits - default: all do; some have to */
  pick(
    random: Random,
    fits: (repository: KnownRepository) => boolean = () => true,
  ): KnownRepository {
    for (;;) {
      const registry = random.of(this.#registries);
      const name = random.of(registry.repositories);
      const folders = name.split('/');
      const lastPart = folders.pop()!;
      const found = {
        registry,
        name,
        shape: this.names.shapeOf(name),
        folders,
        lastPart,
        words: name.split(/[/-]/),
      };
      if (fits(found)) {
        return found;
      }
    }
  }
}
