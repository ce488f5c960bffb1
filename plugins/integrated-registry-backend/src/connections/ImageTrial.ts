import {
  DiagnosisStep,
  message,
  Message,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  RegistryClient,
  RegistryError,
  takeDiagnosisStep,
} from 'backstage-plugin-integrated-registry-node';

/** An image that was read as members read it. */
export interface TriedImage {
  repository: string;
  tag: string;
  digest: string;
}

export interface ImageTrialOptions extends CallOptions {
  client: RegistryClient;
  /** Named on the integration; they go before what the registry lists. */
  declared: readonly string[];
  /** What else to say of an image that was read; may throw a `RegistryError`. */
  describe(image: TriedImage): Promise<Message | undefined>;
}

/** Some repositories are empty, and some not for everybody; more are not looked into. */
const MAX_REPOSITORIES = 5;
const MAX_PAGES = 3;
const TAGS = 20;
/** What one repository may answer while the others are fine. */
const OF_ONE_REPOSITORY = ['NOT_FOUND', 'FORBIDDEN'];

/**
 * Takes the steps *list* and *pull*: the tags of one repository and one image of it, read by the
 * calls that serve members when they choose an image.
 */
export async function tryImages(
  options: ImageTrialOptions,
): Promise<DiagnosisStep[]> {
  const { client, signal, describe } = options;
  let tagged: { repository: string; tag: string }[] = [];
  const list = await takeDiagnosisStep(
    'list',
    async () => {
      const repositories = await someRepositories(options);
      tagged = await firstTags(client, repositories, signal);
      if (tagged.length > 0) {
        const [{ repository, tag }] = tagged;
        return message('STEP_TAGS_LISTED', { repository, tag });
      }
      return {
        skipped:
          repositories.length === 0
            ? message('STEP_NO_REPOSITORY')
            : message('STEP_NO_TAG', { repositories }),
      };
    },
    signal,
  );
  const pull = await takeDiagnosisStep(
    'pull',
    async () => {
      if (tagged.length === 0) {
        return {
          skipped:
            list.state === 'failed'
              ? message('STEP_AFTER_FAILURE')
              : message('STEP_NO_IMAGE'),
        };
      }
      const image = await firstImage(client, tagged, signal);
      const { repository, tag, digest } = image;
      const rest = await describe(image);
      const read = {
        image: `${repository}:${tag}`,
        digest: digest.slice(0, 19),
      };
      return rest
        ? message('STEP_MANIFEST_READ_AND', { ...read, rest })
        : message('STEP_MANIFEST_READ', read);
    },
    signal,
  );
  return [list, pull];
}

async function someRepositories({
  client,
  declared,
  signal,
}: ImageTrialOptions): Promise<string[]> {
  if (declared.length > 0) {
    return declared.slice(0, MAX_REPOSITORIES);
  }
  let pages = 0;
  for await (const { items } of client.listRepositories({ signal })) {
    pages += 1;
    if (items.length > 0 || pages === MAX_PAGES) {
      return items.slice(0, MAX_REPOSITORIES).map(({ name }) => name);
    }
  }
  return [];
}

/** A tag of each repository that has one and may be read. */
async function firstTags(
  client: RegistryClient,
  repositories: readonly string[],
  signal: AbortSignal,
): Promise<{ repository: string; tag: string }[]> {
  const found: { repository: string; tag: string }[] = [];
  await eachOrFirstError(repositories, async repository => {
    const { items } = await client.listTags(repository, {
      signal,
      limit: TAGS,
    });
    // A proxy cache would fetch what it does not have.
    const tag = items.find(({ cached }) => cached !== false)?.name;
    if (tag !== undefined) {
      found.push({ repository, tag });
    }
    return found.length > 0;
  });
  return found;
}

async function firstImage(
  client: RegistryClient,
  tagged: readonly { repository: string; tag: string }[],
  signal: AbortSignal,
): Promise<TriedImage> {
  let image: TriedImage | undefined;
  await eachOrFirstError(tagged, async ({ repository, tag }) => {
    const { digest } = await client.getArtifact(repository, tag, { signal });
    image = { repository, tag, digest };
    return true;
  });
  if (!image) {
    throw new RegistryError('NOT_FOUND', {
      message: message('NONE_OF_LISTED_IMAGES'),
    });
  }
  return image;
}

/**
 * Goes on until an attempt says that it is enough. What only one of them may not have does not fail
 * the others; where none worked out, the first failure counts.
 */
async function eachOrFirstError<T>(
  items: readonly T[],
  attempt: (item: T) => Promise<boolean>,
): Promise<void> {
  let first: RegistryError | undefined;
  let worked = false;
  for (const item of items) {
    try {
      if (await attempt(item)) {
        return;
      }
      worked = true;
    } catch (error) {
      if (!isRegistryError(error) || !OF_ONE_REPOSITORY.includes(error.code)) {
        throw error;
      }
      first ??= error;
    }
  }
  if (first && !worked) {
    throw first;
  }
}
