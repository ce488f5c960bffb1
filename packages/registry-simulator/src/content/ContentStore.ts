import { Blob, digestOf, Image } from './images';

interface StoredRepository {
  /** Tag to digest. */
  tags: Map<string, string>;
  manifests: Set<string>;
}

/** What a registry holds: blobs by digest, and repositories that name them. */
export class ContentStore {
  readonly #blobs = new Map<string, Blob>();
  readonly #repositories = new Map<string, StoredRepository>();
  /** Repository to digests: a blob is had through a repository it was pushed to, and no other. */
  readonly #links = new Map<string, Set<string>>();

  /** Puts an image into a repository, under a tag or under its digest alone. */
  addImage(repository: string, image: Image, tag?: string): void {
    for (const child of image.children) {
      this.addImage(repository, child);
    }
    for (const blob of image.blobs) {
      this.#blobs.set(blob.digest, blob);
      this.#link(repository, blob.digest);
    }
    this.addManifest(repository, image.manifest, tag);
  }

  addManifest(repository: string, manifest: Blob, tag?: string): void {
    this.#blobs.set(manifest.digest, manifest);
    const stored = this.#repositories.get(repository) ?? {
      tags: new Map<string, string>(),
      manifests: new Set<string>(),
    };
    this.#repositories.set(repository, stored);
    stored.manifests.add(manifest.digest);
    if (tag !== undefined) {
      stored.tags.set(tag, manifest.digest);
    }
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
  }

  hasRepository(repository: string): boolean {
    return this.#repositories.has(repository);
  }

  /** In byte order, as distribution lists them. */
  repositories(): string[] {
    return [...this.#repositories.keys()].sort();
  }

  tags(repository: string): string[] | undefined {
    const stored = this.#repositories.get(repository);
    return stored && [...stored.tags.keys()].sort();
  }

  blob(repository: string, digest: string): Blob | undefined {
    return this.#links.get(repository)?.has(digest)
      ? this.#blobs.get(digest)
      : undefined;
  }

  /** @param reference - a tag or a digest */
  manifest(repository: string, reference: string): Blob | undefined {
    const stored = this.#repositories.get(repository);
    const digest = stored?.tags.get(reference) ?? reference;
    return stored?.manifests.has(digest) ? this.#blobs.get(digest) : undefined;
  }
}
