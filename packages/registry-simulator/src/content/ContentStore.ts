import { Blob, digestOf, Image } from './images';

interface StoredTag {
  digest: string;
  /** ISO 8601. */
  pushedAt: string;
}

interface StoredRepository {
  tags: Map<string, StoredTag>;
  manifests: Set<string>;
}

/** What a registry holds: blobs by digest, and repositories that name them. */
export class ContentStore {
  readonly #blobs = new Map<string, Blob>();
  readonly #repositories = new Map<string, StoredRepository>();
  /** Repository to digests: a blob is had through a repository it was pushed to, and no other. */
  readonly #links = new Map<string, Set<string>>();
  #sortedNames: string[] | undefined;
  #revision = 0;

  /** Another number after every change. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Puts an image into a repository, under a tag or under its digest alone.
   *
   * @param pushedAt - ISO 8601; default: now
   */
  addImage(
    repository: string,
    image: Image,
    tag?: string,
    pushedAt?: string,
  ): void {
    for (const child of image.children) {
      this.addImage(repository, child);
    }
    for (const blob of image.blobs) {
      this.#blobs.set(blob.digest, blob);
      this.#link(repository, blob.digest);
    }
    this.addManifest(repository, image.manifest, tag, pushedAt);
  }

  addManifest(
    repository: string,
    manifest: Blob,
    tag?: string,
    pushedAt: string = new Date().toISOString(),
  ): void {
    this.#blobs.set(manifest.digest, manifest);
    const stored = this.#repositories.get(repository) ?? {
      tags: new Map<string, StoredTag>(),
      manifests: new Set<string>(),
    };
    this.#keep(repository, stored);
    stored.manifests.add(manifest.digest);
    if (tag !== undefined) {
      stored.tags.set(tag, { digest: manifest.digest, pushedAt });
    }
  }

  /**
   * Puts what is in one repository into others too. They share it, so that 100,000 of them take
   * little more room than their names.
   */
  copyRepository(from: string, names: Iterable<string>): void {
    const stored = this.#repositories.get(from);
    if (!stored) {
      throw new Error(`There is no repository ${from} to copy`);
    }
    const links = this.#links.get(from);
    for (const name of names) {
      this.#keep(name, stored);
      if (links) {
        this.#links.set(name, links);
      }
    }
  }

  #keep(repository: string, stored: StoredRepository): void {
    this.#revision += 1;
    if (!this.#repositories.has(repository)) {
      this.#sortedNames = undefined;
    }
    this.#repositories.set(repository, stored);
  }

  addBlob(repository: string, bytes: Buffer): string {
    const digest = digestOf(bytes);
    this.#blobs.set(digest, {
      digest,
      mediaType: 'application/octet-stream',
      bytes,
    });
    this.#link(repository, digest);
    return digest;
  }

  #link(repository: string, digest: string): void {
    const links = this.#links.get(repository) ?? new Set<string>();
    this.#links.set(repository, links.add(digest));
  }

  removeRepository(repository: string): void {
    this.#repositories.delete(repository);
    this.#links.delete(repository);
    this.#revision += 1;
    this.#sortedNames = undefined;
  }

  /** As a cleaner does it: what names the manifest goes on naming it, except tags. */
  removeManifest(repository: string, digest: string): void {
    const stored = this.#repositories.get(repository);
    stored?.manifests.delete(digest);
    for (const [tag, named] of stored?.tags ?? []) {
      if (named.digest === digest) {
        stored?.tags.delete(tag);
      }
    }
    this.#revision += 1;
  }

  hasRepository(repository: string): boolean {
    return this.#repositories.has(repository);
  }

  /** In byte order, as distribution lists them. */
  repositories(): readonly string[] {
    this.#sortedNames ??= [...this.#repositories.keys()].sort();
    return this.#sortedNames;
  }

  tags(repository: string): string[] | undefined {
    const stored = this.#repositories.get(repository);
    return stored && [...stored.tags.keys()].sort();
  }

  /** In the order they were first pushed. */
  tagsAsPushed(repository: string): string[] {
    return [...(this.#repositories.get(repository)?.tags.keys() ?? [])];
  }

  /** What a tag names, and since when. */
  tag(repository: string, name: string): StoredTag | undefined {
    return this.#repositories.get(repository)?.tags.get(name);
  }

  /** The digests of all manifests, untagged ones and the platforms of an index included. */
  manifests(repository: string): string[] {
    return [...(this.#repositories.get(repository)?.manifests ?? [])];
  }

  blob(repository: string, digest: string): Blob | undefined {
    return this.#links.get(repository)?.has(digest)
      ? this.#blobs.get(digest)
      : undefined;
  }

  /** @param reference - a tag or a digest */
  manifest(repository: string, reference: string): Blob | undefined {
    const stored = this.#repositories.get(repository);
    const digest = stored?.tags.get(reference)?.digest ?? reference;
    return stored?.manifests.has(digest) ? this.#blobs.get(digest) : undefined;
  }
}
