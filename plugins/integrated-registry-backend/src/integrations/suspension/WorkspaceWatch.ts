import { LoggerService } from '@backstage/backend-plugin-api';
import { WorkspaceDirectory } from '../../access';
import { DatabaseSuspensionStore } from './DatabaseSuspensionStore';

export interface WorkspaceWatchOptions {
  suspensions: DatabaseSuspensionStore;
  directory: WorkspaceDirectory;
  logger: LoggerService;
  /** A workspace that comes back within this time has its integrations again, in milliseconds. */
  graceMs: number;
}

/**
 * Suspends the integrations of workspaces that have left the catalog. Whoever makes a Group under the
 * old name must not inherit passwords that they never knew: after a grace period a platform admin
 * assigns the integrations to a workspace, be it the one of the old name.
 *
 * The `uid` of a Group does not decide: a catalog that is rebuilt gives another one to each entity.
 */
export class WorkspaceWatch {
  readonly #options: WorkspaceWatchOptions;

  constructor(options: WorkspaceWatchOptions) {
    this.#options = options;
  }

  /** @throws where the catalog or the database does not answer; then nothing has changed */
  async look(now: Date = new Date()): Promise<void> {
    const { suspensions, directory } = this.#options;
    const owners = await suspensions.listWorkspaces();
    if (owners.length === 0) {
      return;
    }
    const refs = owners.map(({ workspace }) => workspace);
    const groups = await directory.count();
    const found = await directory.find(refs, { present: true });
    if (!(await this.#isWhole(groups, now))) {
      return;
    }
    const present = new Set(found.map(({ entityRef }) => entityRef));
    for (const { workspace, suspendedSince } of owners) {
      if (!present.has(workspace)) {
        await this.#suspend(workspace, now);
      } else if (
        suspendedSince &&
        now.getTime() - suspendedSince.getTime() <= this.#options.graceMs
      ) {
        await this.#resume(workspace);
      }
    }
  }

  /**
   * A catalog that has lost more than half of its groups is being rebuilt, or its source fails. Where
   * it stays so small for the grace period, that is how it is now.
   */
  async #isWhole(groups: number, now: Date): Promise<boolean> {
    const { suspensions, logger, graceMs } = this.#options;
    const before = await suspensions.getCatalogSize();
    if (
      groups === 0 ||
      (before &&
        groups < before.groups / 2 &&
        now.getTime() - before.seenAt.getTime() < graceMs)
    ) {
      logger.warn(
        `The catalog has ${groups} groups, and had ${
          before?.groups ?? 'more'
        }: it may be being rebuilt. No integration is suspended meanwhile`,
      );
      return false;
    }
    await suspensions.setCatalogSize({ groups, seenAt: now });
    return true;
  }

  async #suspend(workspace: string, now: Date): Promise<void> {
    const { suspensions, logger } = this.#options;
    const count = await suspensions.suspend(workspace, now);
    if (count > 0) {
      logger.warn(
        `The catalog no longer has ${workspace}: its integrations and namespaces (${count}) are suspended. A platform admin can assign the integrations to another workspace on the page Integrated Registry, or remove them`,
      );
    }
  }

  async #resume(workspace: string): Promise<void> {
    const { suspensions, logger } = this.#options;
    const count = await suspensions.resume(workspace);
    if (count > 0) {
      logger.info(
        `The catalog has ${workspace} again: its integrations and namespaces (${count}) are no longer suspended`,
      );
    }
  }
}
