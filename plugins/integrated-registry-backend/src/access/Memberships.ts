import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

export interface MembershipsOptions {
  catalog: CatalogService;
  auth: AuthService;
}

/** Groups above the groups of a person are looked for so far up. */
const MAX_LEVELS = 10;
const MAX_GROUPS = 2_000;
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

/**
 * Says which groups a person belongs to at present. A token says so as of the sign-in, and lives for
 * an hour.
 */
export class Memberships {
  readonly #options: MembershipsOptions;

  constructor(options: MembershipsOptions) {
    this.#options = options;
  }

  /**
   * Those of the groups that the person is a member of at present, directly or through a group below.
   * None for a person whom the catalog does not have.
   *
   * @param userEntityRef - lower case
   * @param groups - entity refs, lower case
   */
  async confirm(
    userEntityRef: string,
    groups: readonly string[],
  ): Promise<string[]> {
    if (groups.length === 0) {
      return [];
    }
    const present = new Set<string>();
    let level = await this.#targets([userEntityRef], 'memberOf');
    for (
      let depth = 0;
      level.length > 0 && depth < MAX_LEVELS && present.size < MAX_GROUPS;
      depth += 1
    ) {
      level.forEach(ref => present.add(ref));
      if (groups.every(ref => present.has(ref))) {
        break;
      }
      level = (await this.#targets(level, 'childOf')).filter(
        ref => !present.has(ref),
      );
    }
    return groups.filter(ref => present.has(ref));
  }

  /** Entity refs that the entities have a relation to, lower case. */
  async #targets(
    entityRefs: readonly string[],
    type: 'memberOf' | 'childOf',
  ): Promise<string[]> {
    const { catalog, auth } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return [...new Set(items.flatMap(item => targetsOf(item, type)))];
  }
}

function targetsOf(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
}

/** For portals whose groups come with the sign-in and not from the catalog. */
export const believingTokens: Pick<Memberships, 'confirm'> = {
  confirm: async (_user, groups) => [...groups],
};
