import {
  Artifact,
  ArtifactAnswer,
  ArtifactQuery,
  formatImageReference,
  imageNameOf,
  parseImageReference,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  RegistryDescriptor,
} from 'backstage-plugin-integrated-registry-node';
import { AskRegistry, StoredIntegration } from '../../model';
import { Reading, RegistryCache } from '../../platform';
import { isPlatformNamed } from './platformNames';

export interface ArtifactReaderOptions {
  cache: RegistryCache;
  ask: AskRegistry;
  /** A signal for one reading. */
  deadline(repository: string): AbortSignal;
}

export interface ReadArtifactOptions {
  /** Ask the registry what is there now, for what is chosen and written down. */
  current?: boolean;
  /** The platform that matters, as in `linux/amd64`. */
  platform?: string;
}

/** Of so many platforms of an index it is found out whether they are there; each costs a request. */
const MAX_CHECKED = 20;
const PARALLEL = 4;

/** Details of tags and digests: what they name is asked for, what is in it is remembered. */
export class ArtifactReader {
  readonly #options: ArtifactReaderOptions;

  constructor(options: ArtifactReaderOptions) {
    this.#options = options;
  }

  /**
   * What a tag or digest names.
   *
   * @throws RegistryError
   */
  async resolve(
    integration: StoredIntegration,
    { repository, reference }: ArtifactQuery,
    { current }: Pick<ReadArtifactOptions, 'current'> = {},
  ): Promise<Reading<RegistryDescriptor>> {
    const { cache, ask, deadline } = this.#options;
    return cache.of(integration).get(
      resolvedBy(reference),
      [repository, reference],
      () =>
        ask(integration, client =>
          client.resolve(repository, reference, {
            signal: deadline(repository),
          }),
        ),
      { current },
    );
  }

  /** @throws RegistryError */
  async read(
    integration: StoredIntegration,
    query: ArtifactQuery,
    options: ReadArtifactOptions = {},
  ): Promise<ArtifactAnswer> {
    const { ask, deadline } = this.#options;
    const cache = this.#options.cache.of(integration);
    const { repository } = query;
    const startedAt = Date.now();
    const resolved = await this.resolve(integration, query, options);
    const { digest } = resolved.value;
    const artifact = await cache.get(
      'artifact',
      [repository, digest],
      () =>
        ask(integration, client =>
          client.getArtifact(repository, digest, {
            signal: deadline(repository),
          }),
        ),
      { keep: ({ partial }) => !partial },
    );
    const platforms = await this.#platforms(
      integration,
      // Asked under the name that people use, whatever a provider calls it.
      { ...artifact.value, repository },
      artifact.readAt >= startedAt,
      options,
    );
    return present(integration, query, resolved, artifact.value, platforms);
  }

  /** What was read last, where that is known; the registry is not asked. */
  async readKnown(
    integration: StoredIntegration,
    query: ArtifactQuery,
  ): Promise<ArtifactAnswer | undefined> {
    const cache = this.#options.cache.of(integration);
    const { repository, reference } = query;
    const resolved = await cache.known<RegistryDescriptor>(
      resolvedBy(reference),
      [repository, reference],
    );
    const artifact =
      resolved &&
      (await cache.known<Artifact>('artifact', [
        repository,
        resolved.value.digest,
      ]));
    return (
      artifact &&
      present(
        integration,
        query,
        resolved,
        artifact.value,
        artifact.value.platforms,
      )
    );
  }

  /** The platforms of an index, with which of them are missing by now. */
  async #platforms(
    integration: StoredIntegration,
    artifact: Artifact,
    justRead: boolean,
    { current, platform }: ReadArtifactOptions,
  ): Promise<Platform[]> {
    if (artifact.kind !== 'index') {
      return artifact.platforms;
    }
    const { repository, digest, platforms } = artifact;
    const wanted = platforms.filter(
      known => platform !== undefined && isPlatformNamed(known, platform),
    );
    // Whoever has just read the index has looked at the first ones.
    const others = justRead ? [] : platforms;
    const asked = [
      ...new Set([...wanted, ...others].flatMap(known => known.digest ?? [])),
    ].slice(0, MAX_CHECKED);
    const cache = this.#options.cache.of(integration);
    const key = [repository, digest] as const;
    const look = () => this.#findMissing(integration, artifact, asked);
    // Not shared with whoever asks at the same moment: another platform may matter to them.
    const found = current
      ? await look()
      : (await cache.get('missingPlatforms', key, look)).value;
    if (current) {
      cache.put('missingPlatforms', key, found);
    }
    const missing = new Set(found.missing);
    const unchecked = new Set(current ? found.unchecked : []);
    return platforms.map(({ missing: _, ...known }) => ({
      ...known,
      ...(missing.has(known.digest ?? '') && { missing: true }),
      ...(unchecked.has(known.digest ?? '') && { unchecked: true }),
    }));
  }

  /** Digests of the platforms that are missing, and of those that could not be asked for. */
  async #findMissing(
    integration: StoredIntegration,
    { repository, platforms }: Artifact,
    asked: readonly string[],
  ): Promise<{ missing: string[]; unchecked: string[] }> {
    const { ask, deadline } = this.#options;
    const missing = new Set(
      platforms.flatMap(known => (known.missing && known.digest) || []),
    );
    const unchecked: string[] = [];
    const waiting = [...asked];
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let at = waiting.shift(); at; at = waiting.shift()) {
          const digest = at;
          try {
            await ask(integration, client =>
              client.resolve(repository, digest, {
                signal: deadline(repository),
              }),
            );
            missing.delete(digest);
          } catch (error) {
            if (!isRegistryError(error)) {
              throw error;
            }
            if (error.code === 'NOT_FOUND') {
              missing.add(digest);
            } else {
              unchecked.push(digest);
            }
          }
        }
      }),
    );
    return { missing: [...missing], unchecked };
  }
}

/** What a tag names may change at any time; what a digest names may only be deleted. */
function resolvedBy(reference: string): 'digest' | 'tagDigest' {
  return reference.includes(':') ? 'digest' : 'tagDigest';
}

function present(
  { imageHost }: StoredIntegration,
  { repository, reference }: ArtifactQuery,
  { value: { digest }, readAt }: Reading<RegistryDescriptor>,
  artifact: Artifact,
  platforms: Platform[],
): ArtifactAnswer {
  const name = imageNameOf(imageHost, repository);
  return {
    ...artifact,
    platforms,
    repository,
    reference,
    pullReference: formatImageReference({
      ...parseImageReference(`${name.imageHost}/${name.path}`),
      ...(!reference.includes(':') && { tag: reference }),
      digest,
    }),
    asOf: new Date(readAt).toISOString(),
  };
}
