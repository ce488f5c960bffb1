import { Platform } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from '../../errors';
import { CallOptions } from '../../provider';
import {
  ArtifactSource,
  artifactTypeOf,
  describeManifest,
  Details,
  sizeOf,
} from './describeManifest';
import { Manifest } from './readManifest';

/** Content that is not what it should be says something about the image; other failures do not. */
export const TELLING: readonly string[] = [
  'BAD_RESPONSE',
  'UNSUPPORTED_VERSION',
];

/** The manifests an index names, each read at most once. */
export class IndexChildren {
  readonly #source: ArtifactSource;
  readonly #repository: string;
  readonly #options: CallOptions;
  readonly #manifests = new Map<string, Manifest | undefined>();
  readonly #details = new Map<string, Details>();
  readonly #missing = new Set<string>();
  #failed = false;

  constructor(
    source: ArtifactSource,
    repository: string,
    options: CallOptions,
  ) {
    this.#source = source;
    this.#repository = repository;
    this.#options = options;
  }

  /** Could something not be found out? */
  get failed(): boolean {
    return this.#failed;
  }

  /** Was it asked for? */
  has(digest: string): boolean {
    return this.#manifests.has(digest) || this.#missing.has(digest);
  }

  isMissing(digest: string): boolean {
    return this.#missing.has(digest);
  }

  /** Compressed size, where the manifest was read. */
  sizeOf(digest: string): number | undefined {
    const manifest = this.#manifests.get(digest);
    return manifest && manifest.kind !== 'index' ? sizeOf(manifest) : undefined;
  }

  /** The type of what is no image, where its manifest was read; undefined for an image. */
  artifactTypeOf(digest: string): string | undefined {
    const manifest = this.#manifests.get(digest);
    return manifest && manifest.kind !== 'index'
      ? artifactTypeOf(manifest)
      : undefined;
  }

  /** Is it not known whether it is an image, and of which platform? */
  isUnread(digest: string): boolean {
    return (
      !this.#missing.has(digest) &&
      !this.#details.has(digest) &&
      this.#manifests.get(digest)?.kind !== 'index' &&
      this.artifactTypeOf(digest) === undefined
    );
  }

  /** By its configuration, where that was read. */
  platformOf(digest: string): Platform | undefined {
    return this.#details.get(digest)?.platforms[0];
  }

  /**
   * Details of an image; undefined where it is missing, could not be read, or is an index itself.
   *
   * @throws RegistryError `BAD_RESPONSE` where the content is not what its digest says
   */
  async describe(digest: string): Promise<Details | undefined> {
    return this.#tolerate(TELLING, async () => {
      const manifest = await this.#read(digest);
      if (!manifest || manifest.kind === 'index') {
        return undefined;
      }
      const known = this.#details.get(digest);
      const details =
        known ??
        (await describeManifest(
          this.#source,
          this.#repository,
          manifest,
          this.#options,
        ));
      this.#details.set(digest, details);
      return details;
    });
  }

  /** Reads a manifest for its size. */
  async read(digest: string): Promise<void> {
    await this.#tolerate([], () => this.#read(digest));
  }

  /** Finds out whether a manifest is there, as cheaply as the registry can tell. */
  async check(digest: string): Promise<void> {
    await this.#tolerate([], () =>
      this.#unlessMissing(digest, () =>
        this.#source.resolve(this.#repository, digest, this.#options),
      ),
    );
  }

  async #read(digest: string): Promise<Manifest | undefined> {
    if (!this.has(digest)) {
      this.#manifests.set(
        digest,
        await this.#unlessMissing(digest, () =>
          this.#source.getManifest(this.#repository, digest, this.#options),
        ),
      );
    }
    return this.#manifests.get(digest);
  }

  async #unlessMissing<T>(
    digest: string,
    ask: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (isRegistryError(error) && error.code === 'NOT_FOUND') {
        this.#missing.add(digest);
        return undefined;
      }
      throw error;
    }
  }

  async #tolerate<T>(
    except: readonly string[],
    task: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      if (isRegistryError(error) && !except.includes(error.code)) {
        this.#failed = true;
        return undefined;
      }
      throw error;
    }
  }
}
