import {
  message,
  Tag,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  RegistryClient,
  RegistryGap,
  unprovenGap,
} from 'backstage-plugin-integrated-registry-node';
import { GatheredTags, packTags } from './TagTable';

/** Pages of a tag list are small at some registries: 20 tags. */
const MAX_PAGES = 2_000;
const MAX_TAGS = 100_000;
/** Of all their names; a list is packed and unpacked as one text. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
/** Pages in a row that bring nothing new: the registry does not get on. */
const MAX_IDLE_PAGES = 10;

/**
 * All tags, page by page, and once more where something was deleted meanwhile. Where there are too many, where
 * pages bring nothing new, and where the registry does not tell all, the list says that it is not complete.
 *
 * @throws RegistryError
 */
export async function gatherTags(
  client: RegistryClient,
  repository: string,
  signal: AbortSignal,
): Promise<GatheredTags> {
  const gathered = await gatherOnce(client, repository, signal);
  return gathered.gaps.some(({ code }) => code === 'CHANGED')
    ? gatherOnce(client, repository, signal)
    : gathered;
}

async function gatherOnce(
  client: RegistryClient,
  repository: string,
  signal: AbortSignal,
): Promise<GatheredTags> {
  const tags = new Map<string, Tag>();
  const gaps: RegistryGap[] = [];
  let cursor: string | undefined;
  let idle = 0;
  let characters = 0;
  for (let pages = 0; ; pages++) {
    const page = await client.listTags(repository, {
      signal,
      limit: 1_000,
      packed: true,
      ...(cursor !== undefined && { cursor }),
    });
    gaps.push(...(page.gaps ?? []));
    cursor = page.cursor;
    const { names } = page;
    if (names && isWhole(names, pages, page)) {
      return {
        names: names.text,
        size: names.length,
        complete: isComplete(gaps),
        gaps,
      };
    }
    const known = tags.size;
    let full = false;
    for (const tag of [...page.items, ...tagsOf(names?.text)]) {
      // What a proxy cache has comes before what it could fetch.
      if (tags.has(tag.name)) {
        continue;
      }
      characters += tag.name.length;
      full = tags.size >= MAX_TAGS || characters > MAX_CHARACTERS;
      if (full) {
        break;
      }
      tags.set(tag.name, tag);
    }
    idle = tags.size > known ? 0 : idle + 1;
    if (cursor === undefined && !full) {
      break;
    }
    if (full || pages + 1 >= MAX_PAGES) {
      gaps.push(limitGap(repository));
      break;
    }
    if (idle >= MAX_IDLE_PAGES) {
      const scope = { kind: 'repository', name: repository } as const;
      gaps.push(unprovenGap(scope, message('TAGS_OF', { repository })));
      break;
    }
  }
  return { ...packTags(tags.values()), complete: isComplete(gaps), gaps };
}

/** Are these names the whole list, and not more than is read? Then nothing has to be put together. */
function isWhole(
  names: { text: string; length: number },
  pagesBefore: number,
  { items, cursor }: { items: unknown[]; cursor?: string },
): boolean {
  return (
    pagesBefore === 0 &&
    items.length === 0 &&
    cursor === undefined &&
    names.length <= MAX_TAGS &&
    names.text.length <= MAX_CHARACTERS
  );
}

function tagsOf(names = ''): Tag[] {
  return names === ''
    ? []
    : names
        .slice(0, -1)
        .split(' ')
        .map(name => ({ name }));
}

function isComplete(gaps: readonly RegistryGap[]): boolean {
  return gaps.every(({ code }) => code === 'DETAILS');
}

function limitGap(repository: string): RegistryGap {
  return worded({
    scope: { kind: 'repository', name: repository },
    code: 'LIMIT',
    message: message('MORE_TAGS_THAN_READ', {
      repository,
      tags: MAX_TAGS,
      pages: MAX_PAGES,
    }),
    remedy: message('TYPE_TAG_OR_DELETE_TAGS'),
  });
}
