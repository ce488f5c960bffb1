import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  message,
  WorkspaceRole,
} from 'backstage-plugin-integrated-registry-common';
import { notAllowedError } from '../model';
import { Memberships } from './Memberships';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from './workspaces/WorkspaceDirectory';

/** Who calls, and what they are in which workspace. */
export interface Caller {
  kind: 'user' | 'service';
  platformAdmin: boolean;
  /** Entity refs the caller owns through, lower case. A set: people belong to thousands of groups. */
  ownershipRefs: ReadonlySet<string>;
  /** Workspaces the caller is a member of or looks after. */
  workspaces: readonly CatalogWorkspace[];
}

export interface CallerResolverOptions {
  auth: AuthService;
  userInfo: UserInfoService;
  /** May remember for a while what the catalog has said. */
  memberships: Pick<Memberships, 'confirm'>;
  /** Asks the catalog every time. */
  presentMemberships: Pick<Memberships, 'confirm'>;
  directory: WorkspaceDirectory;
  /** Entity refs of users and groups. */
  platformAdmins: readonly string[];
  /** Who administers a workspace that does not name its admins. */
  defaultAdmins: 'none' | 'members';
}

/** Finds out who calls. */
export class CallerResolver {
  readonly #options: CallerResolverOptions;

  constructor(options: CallerResolverOptions) {
    this.#options = options;
  }

  /**
   * @param options - `present`: is the answer to hold for this moment? For whoever changes something
   * @throws NotAllowedError for callers that are neither a user nor a service
   */
  async resolve(
    credentials: BackstageCredentials,
    { present = false }: { present?: boolean } = {},
  ): Promise<Caller> {
    const { auth, directory, platformAdmins } = this.#options;
    if (auth.isPrincipal(credentials, 'service')) {
      return {
        kind: 'service',
        platformAdmin: false,
        ownershipRefs: new Set(),
        workspaces: [],
      };
    }
    if (!auth.isPrincipal(credentials, 'user')) {
      throw notAllowedError(message('SIGN_IN'));
    }
    const ownershipRefs = await this.#ownershipRefs(credentials, present);
    const workspaces = [
      ...(await directory.find([...ownershipRefs])),
      ...(await directory.administeredBy([...ownershipRefs])),
    ];
    return {
      kind: 'user',
      platformAdmin: platformAdmins.some(ref => ownershipRefs.has(ref)),
      ownershipRefs,
      workspaces: await directory.find(
        workspaces.map(({ entityRef }) => entityRef),
        { present },
      ),
    };
  }

  /** A token tells of the sign-in: of the groups that it names, those count that still hold. */
  async #ownershipRefs(
    credentials: BackstageCredentials,
    present: boolean,
  ): Promise<ReadonlySet<string>> {
    const { userInfo, memberships, presentMemberships } = this.#options;
    const info = await userInfo.getUserInfo(credentials);
    const user = info.userEntityRef.toLocaleLowerCase('en-US');
    const claims = info.ownershipEntityRefs.map(ref =>
      ref.toLocaleLowerCase('en-US'),
    );
    const isGroup = (ref: string) => ref.startsWith('group:');
    const groups = await (present ? presentMemberships : memberships).confirm(
      user,
      claims.filter(isGroup),
    );
    return new Set([user, ...claims.filter(ref => !isGroup(ref)), ...groups]);
  }

  /** What the caller is in a workspace; nothing where they have nothing to do with it. */
  roleIn(
    workspace: CatalogWorkspace,
    caller: Caller,
  ): WorkspaceRole | undefined {
    if (caller.platformAdmin) {
      return 'platform-admin';
    }
    const member = caller.ownershipRefs.has(workspace.entityRef);
    const admin = workspace.admins
      ? workspace.admins.some(ref => caller.ownershipRefs.has(ref))
      : member && this.#options.defaultAdmins === 'members';
    if (admin) {
      return 'workspace-admin';
    }
    return member ? 'member' : undefined;
  }

  /** The caller's workspaces with a certain role, as entity refs. */
  refsOf(caller: Caller, role?: WorkspaceRole): string[] {
    return caller.workspaces
      .filter(workspace => {
        const found = this.roleIn(workspace, caller);
        return role === undefined ? found !== undefined : found === role;
      })
      .map(workspace => workspace.entityRef);
  }
}
