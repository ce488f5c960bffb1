import { HarborCaller } from './HarborAccounts';
import { Refusal } from '../Refusal';
import { HarborAccount } from './options';
import { Ids } from './present';

/**
 * The robot accounts of the system, or with `q=Level=project,ProjectID=1` those of a project.
 *
 * @throws Refusal where the caller may not see them
 */
export function presentRobots(
  ids: Ids,
  accounts: readonly HarborAccount[],
  caller: HarborCaller,
  url: URL,
): object[] {
  if (typeof caller === 'string') {
    throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
  }
  const [, project] =
    /^Level=project,ProjectID=(\d+)$/.exec(url.searchParams.get('q') ?? '') ??
    [];
  const robots = accounts.filter(({ kind, projects }) => {
    const level = projects ? String(ids.of('project', projects[0])) : undefined;
    return kind === 'robot' && level === project;
  });
  const admitted =
    caller.kind === 'admin' ||
    (caller.listsRobots === true &&
      (caller.projects === undefined || robots.includes(caller)));
  if (!admitted) {
    throw new Refusal(403, 'FORBIDDEN', 'forbidden');
  }
  const time = '2026-11-23T20:55:49.672Z';
  return robots.map(({ username, projects, expiresAt = -1 }) => ({
    creation_time: time,
    disable: false,
    duration: expiresAt > 0 ? 30 : -1,
    editable: true,
    expires_at: expiresAt,
    id: ids.of('robot', username),
    level: projects ? 'project' : 'system',
    name: username,
    permissions: [
      {
        access: [
          { action: 'list', resource: 'repository' },
          { action: 'pull', resource: 'repository' },
          { action: 'read', resource: 'repository' },
          { action: 'list', resource: 'artifact' },
          { action: 'read', resource: 'artifact' },
          { action: 'list', resource: 'tag' },
          { action: 'read', resource: 'project' },
        ],
        kind: 'project',
        namespace: projects?.[0] ?? '*',
      },
    ],
    update_time: time,
  }));
}
