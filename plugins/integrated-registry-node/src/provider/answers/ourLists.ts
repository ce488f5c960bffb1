import {
  findTagProblem,
  gapCodes,
  imageHostSchema,
  Message,
  message,
  repositoryNameSchema,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { eachInTurns } from '../../timing';
import {
  RegistryGap,
  RegistryRepository,
  RegistryRepositoryPage,
  RegistryTag,
  RegistryTagPage,
} from '../registryLists';
import { TagNames } from '../TagNames';
import { answerBounds } from './answerBounds';
import { otherForm } from './otherForm';
import { ourTexts } from './ourTexts';
import {
  count,
  digest,
  either,
  isRecord,
  line,
  listOf,
  mediaType,
  moment,
  oneOf,
  recordOf,
  told,
} from './values';

/** PostgreSQL's `integer`. */
const MAX_TAG_COUNT = 2 ** 31 - 1;

/**
 * A page of repositories, each once. What no client could pull is left out and counted as a gap.
 *
 * @throws RegistryError where it is no page
 */
export async function ourRepositoryPage(
  answer: unknown,
): Promise<RegistryRepositoryPage> {
  const what = message('LIST_OF_REPOSITORIES');
  const page = pageOf(answer, what);
  const scope = { kind: 'registry' } as const;
  const { items, gaps } = await ourItems(page.items, scope, ourRepository, {
    message: message('GAP_INVALID_REPOSITORIES'),
    remedy: message('GAP_PUSH_WITH_NAMES'),
  });
  return told<RegistryRepositoryPage>({
    items,
    cursor: ourCursor(page.cursor, what),
    gaps: ourGaps(page.gaps, gaps, what),
  });
}

/** A page of tags, as `ourRepositoryPage`. */
export async function ourTagPage(
  repository: string,
  answer: unknown,
): Promise<RegistryTagPage> {
  const what = message('TAGS_OF', { repository });
  const page = pageOf(answer, what);
  const scope = { kind: 'repository', name: repository } as const;
  const { items, gaps } = await ourItems(page.items, scope, ourTag, {
    message: message('GAP_INVALID_TAGS'),
    remedy: message('GAP_PUSH_WITH_TAGS'),
  });
  return told<RegistryTagPage>({
    items,
    // Made by the reader of names only, which has looked at each.
    names: page.names instanceof TagNames ? page.names : undefined,
    cursor: ourCursor(page.cursor, what),
    order: oneOf(page.order, ['pushedAt', 'name', 'none']) ?? 'none',
    gaps: ourGaps(page.gaps, gaps, what),
  });
}

function ourRepository(
  item: Record<string, unknown>,
): RegistryRepository | undefined {
  const name = repositoryNameSchema.safeParse(item.name).data;
  return name === undefined
    ? undefined
    : told<RegistryRepository>({
        name,
        project: line(item.project, answerBounds.project),
        imageHost: imageHostSchema.safeParse(item.imageHost).data,
        description: line(item.description, answerBounds.description),
        updatedAt: moment(item.updatedAt),
        tagCount: count(item.tagCount, MAX_TAG_COUNT),
        pullCount: count(item.pullCount),
        visibility: oneOf(item.visibility, ['public', 'private']),
      });
}

function ourTag(item: Record<string, unknown>): RegistryTag | undefined {
  const name = tagName(item.name);
  return name === undefined
    ? undefined
    : told<RegistryTag>({
        name,
        digest: digest(item.digest),
        mediaType: mediaType(item.mediaType),
        pushedAt: moment(item.pushedAt),
        sizeBytes: count(item.sizeBytes),
        cached: either(item.cached),
      });
}

function tagName(value: unknown): string | undefined {
  return typeof value === 'string' && findTagProblem(value) === undefined
    ? value
    : undefined;
}

function pageOf(
  answer: unknown,
  what: Message,
): Record<string, unknown> & { items: unknown[] } {
  const page = recordOf(answer);
  if (!Array.isArray(page.items)) {
    throw otherForm(what);
  }
  return { ...page, items: page.items };
}

/** The items that can be read, each name once, and why there are not more. */
async function ourItems<T extends { name: string }>(
  items: readonly unknown[],
  scope: RegistryGap['scope'],
  read: (item: Record<string, unknown>) => T | undefined,
  invalid: Texts,
): Promise<{ items: T[]; gaps: RegistryGap[] }> {
  const each = new Map<string, T>();
  let unreadable = 0;
  await eachInTurns(items.slice(0, answerBounds.pageItems), item => {
    const known = isRecord(item) ? read(item) : undefined;
    if (!known) {
      unreadable += 1;
    } else if (!each.has(known.name)) {
      each.set(known.name, known);
    }
  });
  const left = items.length - answerBounds.pageItems;
  const tooMany: Texts = {
    message: message('GAP_PAGE_LIMIT', { limit: answerBounds.pageItems }),
    remedy: message('GAP_CHECK_PAGING'),
  };
  return {
    items: [...each.values()],
    gaps: [
      ...gapOf(invalid, { scope, code: 'INVALID_NAMES', count: unreadable }),
      ...gapOf(tooMany, { scope, code: 'LIMIT', count: left }),
    ],
  };
}

interface Texts {
  message: Message;
  remedy: Message;
}

/** Nothing where nothing is missing. */
function gapOf(
  texts: Texts,
  gap: Pick<RegistryGap, 'scope' | 'code'> & { count: number },
): RegistryGap[] {
  return gap.count > 0 ? [worded({ ...gap, ...texts })] : [];
}

function ourGaps(
  gaps: unknown,
  own: RegistryGap[],
  what: Message,
): RegistryGap[] | undefined {
  const named = listOf(gaps);
  if (named.length > answerBounds.pageGaps) {
    throw otherForm(what);
  }
  const all = [...named.map(ourGap), ...own];
  return all.length > 0 ? all : undefined;
}

/** One of an unknown kind keeps what is known: it may be the reason why something is missing. */
function ourGap(value: unknown): RegistryGap {
  const gap = recordOf(value);
  const { kind, name } = recordOf(gap.scope);
  const scopeName = line(name, answerBounds.parameter);
  return told<RegistryGap>({
    ...ourTexts(gap),
    scope: {
      kind: oneOf(kind, ['registry', 'project', 'repository']) ?? 'registry',
      ...(scopeName !== undefined && { name: scopeName }),
    },
    code: oneOf(gap.code, gapCodes) ?? 'PAGING',
    permission: line(gap.permission, answerBounds.parameter),
    count: count(gap.count),
  });
}

function ourCursor(cursor: unknown, what: Message): string | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  if (typeof cursor !== 'string' || cursor.length > answerBounds.cursor) {
    throw otherForm(what);
  }
  return cursor;
}
