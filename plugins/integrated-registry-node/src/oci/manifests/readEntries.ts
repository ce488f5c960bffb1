import { isRegistryError } from '../../errors';
import { CallOptions } from '../../provider';
import { ArtifactSource } from './describeManifest';
import { bareMediaType, indexMediaTypes } from './mediaTypes';
import { Descriptor, MAX_ENTRIES } from './schemas';
import { TELLING } from './IndexChildren';

/** An index, one in it, and one in that. containerd reads any depth, CRI-O none. */
const MAX_DEPTH = 3;
/** So many indexes within an index are read, one request each. */
const MAX_INDEXES = 5;

/** What an index names, with what the indexes in it name. */
export interface IndexEntries {
  entries: Descriptor[];
  /** How many are left out: indexes that could not be read, or are too deep or too many, and what else is too many. */
  left: number;
  /** Could one not be read? */
  failed: boolean;
}

/**
 * The entries of an index in their order. An index in it is replaced by what it names; one that is
 * not there stays as it is.
 *
 * @throws RegistryError `BAD_RESPONSE` where the content is not what its digest says
 */
export async function readEntries(
  source: ArtifactSource,
  repository: string,
  outer: readonly Descriptor[],
  options: CallOptions,
): Promise<IndexEntries> {
  let failed = false;
  let left = 0;
  let budget = MAX_INDEXES;

  async function namedIn(
    entry: Descriptor,
  ): Promise<readonly Descriptor[] | 'missing'> {
    try {
      const { content } = await source.getManifest(
        repository,
        entry.digest,
        options,
      );
      return (content.manifests ?? []).filter(
        ({ platform }) => !entry.platform || isOf(platform, entry.platform),
      );
    } catch (error) {
      if (!isRegistryError(error) || TELLING.includes(error.code)) {
        throw error;
      }
      if (error.code === 'NOT_FOUND') {
        return 'missing';
      }
      failed = true;
      left += 1;
      return [];
    }
  }

  async function expand(
    entries: readonly Descriptor[],
    depth: number,
  ): Promise<Descriptor[]> {
    const flat: Descriptor[] = [];
    for (const entry of entries) {
      if (!isIndex(entry)) {
        flat.push(entry);
      } else if (depth >= MAX_DEPTH || budget === 0) {
        left += 1;
      } else {
        budget -= 1;
        const found = await namedIn(entry);
        flat.push(
          ...(found === 'missing' ? [entry] : await expand(found, depth + 1)),
        );
      }
    }
    return flat;
  }

  const entries = await expand(outer, 1);
  return {
    entries: entries.slice(0, MAX_ENTRIES),
    left: left + Math.max(0, entries.length - MAX_ENTRIES),
    failed,
  };
}

function isIndex({ mediaType }: Descriptor): boolean {
  return indexMediaTypes.includes(bareMediaType(mediaType));
}

/** An index that is said to be of one platform offers nothing of another. */
function isOf(
  platform: Descriptor['platform'],
  outer: NonNullable<Descriptor['platform']>,
): boolean {
  return (
    !platform ||
    (platform.os === outer.os && platform.architecture === outer.architecture)
  );
}
