import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { WorkspaceRole } from 'backstage-plugin-integrated-registry-common';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from '../services/WorkspaceDirectory';

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
  directory: WorkspaceDirectory;
  /** Entity refs of users and groups. */
  platformAdmins: readonly string[];
  /** Who administers a workspace that does not name its admins. */
  defaultAdmins: 'none' | 'members';
}

/** Finds out who calls. */
export class CallerResolver {
  readonly #options: CallerResolverOptions;

  static create(options: CallerResolverOptions): CallerResolver {
    return new CallerResolver(options);
  }

  private constructor(options: CallerResolverOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError for callers that are neither a user nor a service */
  async resolve(credentials: BackstageCredentials): Promise<Caller> {
    const { auth, userInfo, directory, platformAdmins } = this.#options;
    if (auth.isPrincipal(credentials, 'service')) {
      return {
        kind: 'service',
        platformAdmin: false,
        ownershipRefs: new Set(),
        workspaces: [],
      };
    }
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('Sign in to use the Integrated Registry');
    }
    const info = await userInfo.getUserInfo(credentials);
    const ownershipRefs = [info.userEntityRef, ...info.ownershipEntityRefs].map(
      ref => ref.toLocaleLowerCase('en-US'),
    );
    const owned = new Set(ownershipRefs);
    return {
      kind: 'user',
      platformAdmin: platformAdmins.some(ref => owned.has(ref)),
      ownershipRefs: owned,
      workspaces: [
        ...new Map(
          [
            ...(await directory.find(ownershipRefs)),
            ...(await directory.administeredBy(ownershipRefs)),
          ].map(workspace => [workspace.entityRef, workspace]),
        ).values(),
      ],
    };
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
