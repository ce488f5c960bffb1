import {
  CallOptions,
  isRegistryError,
} from 'backstage-plugin-integrated-registry-node';
import {
  CredentialExpiry,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { HarborApi } from './HarborApi';
import { projectOfRobot } from './HarborCatalogue';
import { API, projectPath } from './paths';

const WHAT = message('ROBOT_ACCOUNTS');

const projectIdSchema = z.object({ project_id: z.number().int() });

const robotSchema = z.object({
  /** With its prefix: `robot$portal`, `robot$team+portal` */
  name: z.string(),
  /** Seconds since 1970; -1 for never. */
  expires_at: z.number().int().optional().catch(undefined),
});

/**
 * When a robot account expires. Harbor tells only those who may list robot accounts, which a robot
 * account may where it was given that permission; for all others nothing is known.
 */
export async function readRobotExpiry(
  api: HarborApi,
  username: string,
  options: CallOptions,
): Promise<CredentialExpiry | undefined> {
  try {
    const query = await levelOf(api, username, options);
    const pages = api.pages(
      `${API}/robots`,
      robotSchema,
      ({ name }) => name,
      WHAT,
      {
        ...options,
        query,
      },
    );
    for await (const { items } of pages) {
      const robot = items.find(({ name }) => name === username);
      if (robot) {
        return toExpiry(robot.expires_at);
      }
    }
  } catch (error) {
    // That the registry can be used does not depend on it.
    if (!isRegistryError(error)) {
      throw error;
    }
  }
  return undefined;
}

/** Robot accounts of projects are listed by the number of the project. */
async function levelOf(
  api: HarborApi,
  username: string,
  options: CallOptions,
): Promise<Record<string, string>> {
  const project = projectOfRobot(username);
  if (project === undefined) {
    return {};
  }
  const { project_id: id } = await api.get(
    projectPath(project),
    projectIdSchema,
    message('PROJECT', { project }),
    options,
  );
  return { q: `Level=project,ProjectID=${id}` };
}

function toExpiry(expiresAt: number | undefined): CredentialExpiry | undefined {
  if (expiresAt === undefined || expiresAt <= 0) {
    return expiresAt === undefined ? undefined : {};
  }
  const end = new Date(expiresAt * 1_000);
  return Number.isNaN(end.getTime())
    ? undefined
    : { expiresAt: end.toISOString() };
}
