import { ContentStore } from '../../content/ContentStore';
import { Blob } from '../../content/images';
import { RepositoryGroups } from '../../content/RepositoryGroups';

const COSIGN_TAG = /^sha256-([a-f0-9]{64})\.sig$/;
/** There may be 100,000 repositories; a page shows 100 of them. */
const MAX_CATALOGUED = 200;
const UNKNOWN_TIME = '0001-01-01T00:00:00.000Z';

export interface HarborTag {
  name: string;
  pushedAt: string;
}

export interface HarborAccessory {
  digest: string;
  type: string;
  size: number;
}

/** By project that stands before another registry, the references that were pulled through it. */
export type ProxyCaches = ReadonlyMap<string, ReadonlySet<string>>;

/** A manifest as Harbor counts it: neither a platform of an index nor an attachment. */
export interface HarborArtifact {
  manifest: Blob;
  tags: HarborTag[];
  pushedAt: string;
  accessories: HarborAccessory[];
}

interface Catalogued {
  revision: number;
  artifacts: HarborArtifact[];
  byReference: Map<string, HarborArtifact>;
}

/** What the content store holds, seen as Harbor sees it: projects, artifacts and accessories. */
export class HarborContent {
  readonly #store: ContentStore;
  readonly #cached: ProxyCaches;
  readonly #catalogued = new Map<string, Catalogued>();
  readonly #projects: RepositoryGroups;

  /** @param cached - by proxy-cache project, what the API knows of it */
  constructor(store: ContentStore, cached: ProxyCaches) {
    this.#store = store;
    this.#cached = cached;
    this.#projects = new RepositoryGroups(
      store,
      repository => !this.#isUncached(repository),
    );
  }

  /** Project to the names of its repositories, without it. */
  projects(): ReadonlyMap<string, readonly string[]> {
    return this.#projects.all();
  }

  has(repository: string): boolean {
    return (
      !this.#isUncached(repository) && this.#store.hasRepository(repository)
    );
  }

  /** Newest push first. */
  artifacts(repository: string): readonly HarborArtifact[] {
    return this.#isUncached(repository)
      ? []
      : this.#catalogue(repository).artifacts;
  }

  artifact(repository: string, reference: string): HarborArtifact | undefined {
    return this.#isUncached(repository)
      ? undefined
      : this.#catalogue(repository).byReference.get(reference);
  }

  #isUncached(repository: string): boolean {
    const cached = this.#cached.get(repository.split('/')[0]);
    return (
      cached !== undefined &&
      ![...cached].some(reference => reference.startsWith(`${repository}:`))
    );
  }

  /** The configuration of an image, or of whatever it is. */
  configOf(repository: string, { manifest }: HarborArtifact): unknown {
    const { config } = parse(manifest.bytes);
    const found = config?.digest && this.#store.blob(repository, config.digest);
    return found ? parse(found.bytes) : {};
  }

  #catalogue(repository: string): Catalogued {
    const known = this.#catalogued.get(repository);
    if (known?.revision === this.#store.revision) {
      return known;
    }
    const artifacts = this.#readArtifacts(repository);
    const byReference = new Map<string, HarborArtifact>();
    for (const artifact of artifacts) {
      byReference.set(artifact.manifest.digest, artifact);
      for (const { name } of artifact.tags) {
        byReference.set(name, artifact);
      }
    }
    if (this.#catalogued.size >= MAX_CATALOGUED) {
      this.#catalogued.clear();
    }
    const made = { revision: this.#store.revision, artifacts, byReference };
    this.#catalogued.set(repository, made);
    return made;
  }

  #readArtifacts(repository: string): HarborArtifact[] {
    const tags = new Map<string, HarborTag[]>();
    const signed = new Map<string, string>();
    const cached = this.#cached.get(repository.split('/')[0]);
    const isCached = (name: string) =>
      cached?.has(`${repository}:${name}`) ?? true;
    for (const name of (this.#store.tags(repository) ?? []).filter(isCached)) {
      const { digest, pushedAt } = this.#store.tag(repository, name)!;
      const [, hex] = COSIGN_TAG.exec(name) ?? [];
      if (hex) {
        signed.set(digest, `sha256:${hex}`);
      }
      tags.set(digest, [...(tags.get(digest) ?? []), { name, pushedAt }]);
    }
    const children = new Set<string>();
    const accessories = new Map<string, HarborAccessory[]>();
    const attached = new Set<string>();
    const all = this.#store
      .manifests(repository)
      .flatMap(digest => this.#store.manifest(repository, digest) ?? []);
    for (const { digest, bytes } of all) {
      const { manifests, subject, artifactType } = parse(bytes);
      manifests?.forEach(child => children.add(child.digest));
      const target = signed.get(digest) ?? subject?.digest;
      if (target) {
        attached.add(digest);
        accessories.set(target, [
          ...(accessories.get(target) ?? []),
          {
            digest,
            type: typeOf(signed.has(digest), artifactType),
            size: bytes.length,
          },
        ]);
      }
    }
    return all
      .filter(
        ({ digest }) =>
          !attached.has(digest) &&
          (!children.has(digest) || tags.has(digest)) &&
          (!cached || tags.has(digest)),
      )
      .map(manifest => {
        const own = tags.get(manifest.digest) ?? [];
        return {
          manifest,
          tags: own,
          pushedAt: own.map(tag => tag.pushedAt).sort()[0] ?? UNKNOWN_TIME,
          accessories: accessories.get(manifest.digest) ?? [],
        };
      })
      .sort((a, b) => b.pushedAt.localeCompare(a.pushedAt));
  }
}

function typeOf(cosign: boolean, artifactType: string | undefined): string {
  if (cosign) {
    return 'signature.cosign';
  }
  return artifactType === 'application/vnd.cncf.notary.signature'
    ? 'signature.notation'
    : 'subject.accessory';
}

export interface ParsedManifest {
  config?: { mediaType: string; digest: string; size: number };
  layers?: { size: number }[];
  manifests?: {
    digest: string;
    size: number;
    platform?: { architecture: string; os: string; variant?: string };
  }[];
  subject?: { digest: string };
  artifactType?: string;
  annotations?: Record<string, string>;
}

export function parse(bytes: Buffer): ParsedManifest {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return {};
  }
}
