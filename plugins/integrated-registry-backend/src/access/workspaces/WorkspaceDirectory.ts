import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { remembered } from '../../platform';

/** Comma-separated entity refs of the users and groups who look after a workspace's integrations. */
const ADMINS_ANNOTATION = 'integrated-registry.io/admins';

/** A catalog Group, as far as it matters here. */
export interface CatalogWorkspace {
  entityRef: string;
  title: string;
  description?: string;
  /** Entity refs; absent where the Group does not name its admins. */
  admins?: string[];
}

export interface WorkspaceDirectoryOptions {
  catalog: CatalogService;
  auth: AuthService;
  /** How long an answer of the catalog is used; default as in `remembered`. */
  maxAgeMs?: number;
}

interface Remembered {
  workspace: CatalogWorkspace | undefined;
  until: number;
}

/** What many callers ask for is read once for all of them. */
interface Shared<T> {
  value: Promise<T>;
  until: number;
}

const { freshMs: MAX_AGE_MS, max: MAX_REMEMBERED } = remembered.workspaces;
const FIELDS = ['kind', 'metadata', 'spec.profile.displayName'];
/** Whoever writes a Group's text decides how long it is, and lists hold hundreds of them. */
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 500;
const titles = new Intl.Collator('en-US');

/** The order of lists of workspaces. */
export function byTitle(
  a: Pick<CatalogWorkspace, 'title' | 'entityRef'>,
  b: Pick<CatalogWorkspace, 'title' | 'entityRef'>,
): number {
  const order = titles.compare(a.title, b.title);
  if (order !== 0) {
    return order;
  }
  if (a.entityRef === b.entityRef) {
    return 0;
  }
  return a.entityRef < b.entityRef ? -1 : 1;
}

/**
 * The workspaces of the catalog. It is asked as the backend itself, because who may see a Group in
 * the catalog and who belongs to it are two questions; authorization decides on the second.
 */
export class WorkspaceDirectory {
  readonly #options: WorkspaceDirectoryOptions;
  readonly #remembered = new Map<string, Remembered>();
  readonly #reading = new Map<string, Promise<void>>();
  #byAdmin: Shared<Map<string, CatalogWorkspace[]>> | undefined;
  #all: Shared<CatalogWorkspace[]> | undefined;

  constructor(options: WorkspaceDirectoryOptions) {
    this.#options = options;
  }

  async get(entityRef: string): Promise<CatalogWorkspace | undefined> {
    return (await this.find([entityRef]))[0];
  }

  /**
   * Those of the refs that are Groups in the catalog, in the order of the refs.
   *
   * @param options - `present`: is the catalog to be asked, whatever is remembered?
   */
  async find(
    entityRefs: readonly string[],
    { present = false }: { present?: boolean } = {},
  ): Promise<CatalogWorkspace[]> {
    const refs = [
      ...new Set(entityRefs.map(ref => ref.toLocaleLowerCase('en-US'))),
    ].filter(ref => ref.startsWith('group:'));
    const now = Date.now();
    const unknown = refs.filter(
      ref => present || (this.#remembered.get(ref)?.until ?? 0) <= now,
    );
    // A page asks several things at once, each for the same person.
    const asked = unknown.filter(ref => !this.#reading.has(ref));
    if (asked.length > 0) {
      const reading = this.#read(asked, now).finally(() =>
        asked.forEach(ref => this.#reading.delete(ref)),
      );
      asked.forEach(ref => this.#reading.set(ref, reading));
    }
    await Promise.all(new Set(unknown.map(ref => this.#reading.get(ref))));
    return refs.flatMap(ref => this.#remembered.get(ref)?.workspace ?? []);
  }

  /** Those whose annotation names one of the refs. */
  async administeredBy(
    entityRefs: readonly string[],
  ): Promise<CatalogWorkspace[]> {
    if (!isFresh(this.#byAdmin)) {
      this.#byAdmin = this.#share(
        this.#readGroups({
          [`metadata.annotations.${ADMINS_ANNOTATION}`]: { $exists: true },
        }).then(indexByAdmin),
        () => {
          this.#byAdmin = undefined;
        },
      );
    }
    const byAdmin = await this.#byAdmin.value;
    return [
      ...new Set(
        entityRefs.flatMap(
          ref => byAdmin.get(ref.toLocaleLowerCase('en-US')) ?? [],
        ),
      ),
    ];
  }

  /** How many Groups the catalog has at present. */
  async count(): Promise<number> {
    const { catalog, auth } = this.#options;
    const { totalItems } = await catalog.queryEntities(
      { query: { kind: 'Group' }, fields: ['kind'], limit: 1 },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return totalItems;
  }

  /** Every Group of the catalog, by title. */
  async all(): Promise<readonly CatalogWorkspace[]> {
    if (!isFresh(this.#all)) {
      this.#all = this.#share(
        this.#readGroups({}).then(workspaces => workspaces.sort(byTitle)),
        () => {
          this.#all = undefined;
        },
      );
    }
    return this.#all.value;
  }

  #share<T>(value: Promise<T>, forget: () => void): Shared<T> {
    value.catch(forget);
    const { maxAgeMs = MAX_AGE_MS } = this.#options;
    return { value, until: Date.now() + maxAgeMs };
  }

  /** Who owns an entity; undefined where the catalog does not have it. */
  async ownersOf(entityRef: string): Promise<string[] | undefined> {
    const { catalog, auth } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return entity?.relations
      ?.filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  }

  async #readGroups(
    query: Record<string, { $exists: true }>,
  ): Promise<CatalogWorkspace[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const workspaces: CatalogWorkspace[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: 500 }
          : {
              query: { kind: 'Group', ...query },
              fields: FIELDS,
              limit: 500,
            },
        { credentials },
      );
      workspaces.push(...page.items.map(toWorkspace));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return workspaces;
  }

  async #read(refs: string[], now: number): Promise<void> {
    const { catalog, auth, maxAgeMs = MAX_AGE_MS } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    if (this.#remembered.size > MAX_REMEMBERED) {
      this.#remembered.clear();
    }
    refs.forEach((ref, at) => {
      const entity = items[at];
      this.#remembered.set(ref, {
        workspace: entity && toWorkspace(entity),
        until: now + maxAgeMs,
      });
    });
  }
}

function isFresh<T>(shared: Shared<T> | undefined): shared is Shared<T> {
  return shared !== undefined && shared.until > Date.now();
}

function indexByAdmin(
  workspaces: readonly CatalogWorkspace[],
): Map<string, CatalogWorkspace[]> {
  const byAdmin = new Map<string, CatalogWorkspace[]>();
  for (const workspace of workspaces) {
    for (const ref of new Set(workspace.admins)) {
      const looksAfter = byAdmin.get(ref) ?? [];
      looksAfter.push(workspace);
      byAdmin.set(ref, looksAfter);
    }
  }
  return byAdmin;
}

function cut(text: string, max: number): string {
  // No half of a character at the end; each takes up to two places.
  const characters = Array.from(text.slice(0, 2 * max + 2));
  return characters.length > max
    ? `${characters.slice(0, max).join('')}…`
    : text;
}

function toWorkspace(entity: Entity): CatalogWorkspace {
  const { metadata, spec } = entity;
  const profile = spec?.profile;
  const displayName =
    typeof profile === 'object' &&
    profile !== null &&
    !Array.isArray(profile) &&
    typeof profile.displayName === 'string'
      ? profile.displayName
      : undefined;
  const admins = metadata.annotations?.[ADMINS_ANNOTATION];
  return {
    entityRef: stringifyEntityRef(entity).toLocaleLowerCase('en-US'),
    title: cut(displayName ?? metadata.title ?? metadata.name, MAX_TITLE),
    ...(metadata.description && {
      description: cut(metadata.description, MAX_DESCRIPTION),
    }),
    ...(admins !== undefined && { admins: parseRefs(admins, entity) }),
  };
}

/** What cannot be read as an entity ref names nobody. */
function parseRefs(text: string, entity: Entity): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .flatMap(part => {
      try {
        return [
          stringifyEntityRef(
            parseEntityRef(part, {
              defaultKind: 'user',
              defaultNamespace: entity.metadata.namespace ?? 'default',
            }),
          ).toLocaleLowerCase('en-US'),
        ];
      } catch {
        return [];
      }
    });
}
