import { ContentStore } from '../../../content/ContentStore';
import { Blob } from '../../../content/images';
import { ArtifactoryContent } from '../ArtifactoryContent';
import { AqlCriteria } from './parseAql';

/** A file in a repository key, with all that AQL can tell of it. */
export interface AqlItem {
  repo: string;
  path: string;
  name: string;
  type: 'file';
  size: number;
  created: string;
  created_by: string;
  modified: string;
  modified_by: string;
  updated: string;
  properties: { key: string; value: string }[];
}

interface Descriptor {
  digest: string;
  size: number;
}

interface Manifest {
  config?: Descriptor;
  layers?: Descriptor[];
  manifests?: Descriptor[];
}

/** The servers of the documentation's samples are in a time zone. */
const ZONE = { suffix: '+02:00', offsetMs: 2 * 3_600_000 };

/**
 * The files that Artifactory keeps of images: of each tag a folder with the manifest, the
 * configuration and the layers; of an index `list.manifest.json`, and of each platform a folder that
 * is named after its digest.
 */
export class AqlItems {
  readonly #store: ContentStore;
  readonly #content: ArtifactoryContent;

  constructor(store: ContentStore, content: ArtifactoryContent) {
    this.#store = store;
    this.#content = content;
  }

  /** One after another, so that none has to be held. */
  *find(
    criteria: AqlCriteria,
    reads: (key: string) => boolean,
  ): Generator<AqlItem> {
    for (const { keptUnder, images, seenIn } of this.#content.kept()) {
      const repo = seenIn
        .filter(({ readableAs }) => reads(readableAs))
        .map(({ key }) => key);
      if (repo.length === 0 || !criteria({ repo })) {
        continue;
      }
      const fits = (path: string, name?: string) =>
        criteria({ repo, path, name, type: 'file' });
      for (const image of images) {
        if (!criteria({ repo, pathBegins: `${image}/` })) {
          continue;
        }
        yield* this.#itemsOf(keptUnder, image, fits);
      }
    }
  }

  *#itemsOf(
    key: string,
    image: string,
    fits: (path: string, name?: string) => boolean,
  ): Generator<AqlItem> {
    const repository = `${key}/${image}`;
    const untagged = new Set(this.#store.manifests(repository));
    const names = this.#store.tagsAsPushed(repository);
    let pushedAt = new Date(0).toISOString();
    const folders: [folder: string, digest: string, pushedAt: string][] = [];
    for (const tag of names) {
      const stored = this.#store.tag(repository, tag)!;
      untagged.delete(stored.digest);
      pushedAt = stored.pushedAt;
      folders.push([tag, stored.digest, pushedAt]);
    }
    for (const digest of untagged) {
      folders.push([fileOf(digest), digest, pushedAt]);
    }
    for (const [folder, digest, time] of folders) {
      const path = `${image}/${folder}`;
      const manifest = fits(path) && this.#store.manifest(repository, digest);
      if (manifest) {
        for (const file of this.#filesOf(repository, folder, image, manifest)) {
          if (fits(path, file.name)) {
            yield present(key, path, time, file);
          }
        }
      }
    }
  }

  *#filesOf(
    repository: string,
    folder: string,
    image: string,
    { digest, mediaType, bytes }: Blob,
  ): Generator<Pick<AqlItem, 'name' | 'size' | 'properties'>> {
    const content: Manifest = JSON.parse(bytes.toString('utf8'));
    yield {
      name: content.manifests ? 'list.manifest.json' : 'manifest.json',
      size: bytes.length,
      properties: [
        { key: 'docker.manifest', value: folder },
        { key: 'docker.repoName', value: image },
        { key: 'docker.manifest.digest', value: digest },
        { key: 'docker.manifest.type', value: mediaType },
        { key: 'sha256', value: digest.replace('sha256:', '') },
        ...this.#platformOf(repository, content),
      ],
    };
    const { config, layers = [] } = content;
    for (const blob of config ? [config, ...layers] : layers) {
      yield { name: fileOf(blob.digest), size: blob.size, properties: [] };
    }
  }

  #platformOf(repository: string, { config }: Manifest): AqlItem['properties'] {
    const found = config && this.#store.blob(repository, config.digest);
    const { os, architecture } = found
      ? JSON.parse(found.bytes.toString('utf8'))
      : {};
    return [
      ...(os ? [{ key: 'docker.os', value: os }] : []),
      ...(architecture
        ? [{ key: 'docker.architecture', value: architecture }]
        : []),
    ];
  }
}

/** A colon is not for file names. */
function fileOf(digest: string): string {
  return digest.replace(':', '__');
}

function present(
  repo: string,
  path: string,
  time: string,
  file: Pick<AqlItem, 'name' | 'size' | 'properties'>,
): AqlItem {
  const local = new Date(Date.parse(time) + ZONE.offsetMs)
    .toISOString()
    .replace('Z', ZONE.suffix);
  return {
    repo,
    path,
    type: 'file',
    ...file,
    created: local,
    created_by: 'admin',
    modified: local,
    modified_by: 'admin',
    updated: local,
  };
}
