import {
  digestSchema,
  message,
  repositoryNameSchema,
  tagNameSchema,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { eachInTurns } from '../timing';
import { RegistryClient } from './RegistryClient';
import {
  RegistryGap,
  RegistryRepository,
  RegistryRepositoryPage,
  RegistryTag,
  RegistryTagPage,
} from './registryLists';
import { RegistryProvider } from './RegistryProvider';

const MAX_DESCRIPTION = 2_000;
const MAX_TEXT = 255;
const OFFSET_OR_UTC =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A provider whose clients hold what a registry lists against the grammar of image references. What
 * no client could pull is left out and counted as a gap `INVALID_NAMES`; other fields that make no
 * sense are left out by themselves. The portal uses no provider without it.
 *
 * @public
 */
export function checkedProvider(provider: RegistryProvider): RegistryProvider {
  return overriding(provider, {
    connect: connection => checkedClient(provider.connect(connection)),
  });
}

function checkedClient(client: RegistryClient): RegistryClient {
  return overriding(client, {
    async *listRepositories(options) {
      for await (const page of client.listRepositories(options)) {
        yield await checkedRepositories(page);
      }
    },
    async listTags(repository, options) {
      const page = await client.listTags(repository, options);
      return checkedTags(repository, page);
    },
  });
}

/** The object with other methods; all others run on the object itself, private fields and all. */
function overriding<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, property) {
      const value: unknown =
        Reflect.get(methods, property) ?? Reflect.get(target, property, target);
      return typeof value === 'function' && !Object.hasOwn(methods, property)
        ? value.bind(target)
        : value;
    },
  });
}

async function checkedRepositories({
  items,
  gaps = [],
  ...page
}: RegistryRepositoryPage): Promise<RegistryRepositoryPage> {
  const each = new Map<string, RegistryRepository>();
  let invalid = 0;
  await eachInTurns(items, item => {
    if (!repositoryNameSchema.safeParse(item.name).success) {
      invalid += 1;
    } else if (!each.has(item.name)) {
      each.set(item.name, checkedRepository(item));
    }
  });
  const all = [
    ...gaps,
    ...(invalid > 0
      ? [invalidNames({ kind: 'registry' }, invalid, 'repositories')]
      : []),
  ];
  return {
    ...page,
    items: [...each.values()],
    ...(all.length > 0 && { gaps: all }),
  };
}

function checkedRepository(item: RegistryRepository): RegistryRepository {
  const { project, imageHost, description, updatedAt, ...rest } = item;
  const { tagCount, pullCount, ...others } = rest;
  return {
    ...others,
    ...(isShort(project) && { project }),
    ...(isShort(imageHost) && { imageHost }),
    ...(description && { description: description.slice(0, MAX_DESCRIPTION) }),
    ...(isMoment(updatedAt) && { updatedAt }),
    ...(isCount(tagCount, 2 ** 31 - 1) && { tagCount }),
    ...(isCount(pullCount) && { pullCount }),
  };
}

async function checkedTags(
  repository: string,
  { items, gaps = [], ...page }: RegistryTagPage,
): Promise<RegistryTagPage> {
  const each = new Map<string, RegistryTag>();
  let invalid = 0;
  await eachInTurns(items, item => {
    if (!tagNameSchema.safeParse(item.name).success) {
      invalid += 1;
    } else if (!each.has(item.name)) {
      each.set(item.name, checkedTag(item));
    }
  });
  const scope = { kind: 'repository', name: repository } as const;
  const all = [
    ...gaps,
    ...(invalid > 0 ? [invalidNames(scope, invalid, 'tags')] : []),
  ];
  return {
    ...page,
    items: [...each.values()],
    ...(all.length > 0 && { gaps: all }),
  };
}

function checkedTag(item: RegistryTag): RegistryTag {
  const { digest, mediaType, pushedAt, sizeBytes, ...rest } = item;
  return {
    ...rest,
    ...(digestSchema.safeParse(digest).success && { digest }),
    ...(isShort(mediaType) && { mediaType }),
    ...(isMoment(pushedAt) && { pushedAt }),
    ...(isCount(sizeBytes) && { sizeBytes }),
  };
}

function invalidNames(
  scope: RegistryGap['scope'],
  count: number,
  what: 'repositories' | 'tags',
): RegistryGap {
  return worded({
    scope,
    code: 'INVALID_NAMES',
    message: message(
      what === 'tags' ? 'GAP_INVALID_TAGS' : 'GAP_INVALID_REPOSITORIES',
    ),
    remedy: message(
      what === 'tags' ? 'GAP_PUSH_WITH_TAGS' : 'GAP_PUSH_WITH_NAMES',
    ),
    count,
  });
}

function isShort(text: string | undefined): boolean {
  return text !== undefined && text.length > 0 && text.length <= MAX_TEXT;
}

function isMoment(text: string | undefined): boolean {
  return (
    text !== undefined &&
    text.length <= 40 &&
    OFFSET_OR_UTC.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

function isCount(
  count: number | undefined,
  most = Number.MAX_SAFE_INTEGER,
): boolean {
  return (
    count !== undefined &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= most
  );
}
