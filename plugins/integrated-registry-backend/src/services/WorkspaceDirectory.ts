import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

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
  /** How long an answer of the catalog is used; default 10,000. */
  maxAgeMs?: number;
}

interface Remembered {
  workspace: CatalogWorkspace | undefined;
  until: number;
}

const MAX_AGE_MS = 10_000;
const FIELDS = ['kind', 'metadata', 'spec.profile.displayName'];
const MAX_REMEMBERED = 10_000;

/**
 * The workspaces of the catalog. It is asked as the backend itself, because who may see a Group in
 * the catalog and who belongs to it are two questions; authorization decides on the second.
 */
export class WorkspaceDirectory {
  readonly #options: WorkspaceDirectoryOptions;
  readonly #remembered = new Map<string, Remembered>();
  #annotated:
    | { workspaces: Promise<CatalogWorkspace[]>; until: number }
    | undefined;

  static create(options: WorkspaceDirectoryOptions): WorkspaceDirectory {
    return new WorkspaceDirectory(options);
  }

  private constructor(options: WorkspaceDirectoryOptions) {
    this.#options = options;
  }

  async get(entityRef: string): Promise<CatalogWorkspace | undefined> {
    return (await this.find([entityRef]))[0];
  }

  /** Those of the refs that are Groups in the catalog, in the order of the refs. */
  async find(entityRefs: readonly string[]): Promise<CatalogWorkspace[]> {
    const refs = [
      ...new Set(entityRefs.map(ref => ref.toLocaleLowerCase('en-US'))),
    ].filter(ref => ref.startsWith('group:'));
    const now = Date.now();
    const unknown = refs.filter(
      ref => (this.#remembered.get(ref)?.until ?? 0) <= now,
    );
    if (unknown.length > 0) {
      await this.#read(unknown, now);
    }
    return refs.flatMap(ref => this.#remembered.get(ref)?.workspace ?? []);
  }

  /** Those whose annotation names one of the refs. */
  async administeredBy(
    entityRefs: readonly string[],
  ): Promise<CatalogWorkspace[]> {
    const { maxAgeMs = MAX_AGE_MS } = this.#options;
    const now = Date.now();
    if (!this.#annotated || this.#annotated.until <= now) {
      const workspaces = this.#readGroups({
        [`metadata.annotations.${ADMINS_ANNOTATION}`]: { $exists: true },
      });
      this.#annotated = { workspaces, until: now + maxAgeMs };
      workspaces.catch(() => {
        this.#annotated = undefined;
      });
    }
    const named = new Set(
      entityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
    );
    return (await this.#annotated.workspaces).filter(({ admins = [] }) =>
      admins.some(ref => named.has(ref)),
    );
  }

  /** Every Group of the catalog. */
  async all(): Promise<CatalogWorkspace[]> {
    return this.#readGroups({});
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
    title: displayName ?? metadata.title ?? metadata.name,
    ...(metadata.description && { description: metadata.description }),
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
