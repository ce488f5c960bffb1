import { randomBytes } from 'node:crypto';
import { readBody } from '../readBody';
import { Refusal } from '../Refusal';
import { page, send, sendBody } from './answers';
import { HarborAccounts, levelOf } from './HarborAccounts';
import { HarborCall } from './HarborCall';
import { HarborContent } from './HarborContent';
import { HarborAccount, HarborOptions } from './options';
import { Ids } from './present';
import { RobotCreate, readRobotCreate } from './readRobotCreate';

/** What Harbor keeps of a robot that somebody had it make. */
interface Kept {
  id: number;
  created: string;
  asked: RobotCreate;
}

const RECORDED = '2026-11-23T20:55:49.672Z';
const PREFIX = 'robot$';

/**
 * The robot accounts: a list, making and ending one.
 *
 * The list of the system is recorded. No recording shows the rest: it is written to Harbor's own description
 * of its API (`CreateRobot`, `DeleteRobot`) and to what its handler `robot.go` refuses.
 */
export class HarborRobots {
  readonly #options: HarborOptions;
  readonly #accounts: HarborAccounts;
  readonly #content: HarborContent;
  readonly #ids: Ids;
  readonly #kept = new Map<HarborAccount, Kept>();
  #made = 0;

  constructor(
    options: HarborOptions,
    accounts: HarborAccounts,
    content: HarborContent,
    ids: Ids,
  ) {
    this.#options = options;
    this.#accounts = accounts;
    this.#content = content;
    this.#ids = ids;
  }

  /** @throws Refusal */
  async serve(call: HarborCall, id: string | undefined): Promise<void> {
    const { method } = call.request;
    if (id === undefined && method === 'GET') {
      this.#list(call);
    } else if (id === undefined && method === 'POST') {
      await this.#create(call);
    } else if (id !== undefined && method === 'DELETE') {
      this.#delete(call, Number(id));
    } else {
      throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'method not allowed');
    }
  }

  /** Those of the system, or with `q=Level=project,ProjectID=1` those of a project. */
  #list(call: HarborCall) {
    const { response, url } = call;
    const caller = known(call);
    const [, projectId] =
      /^Level=project,ProjectID=(\d+)$/.exec(url.searchParams.get('q') ?? '') ??
      [];
    const robots = this.#accounts
      .all()
      .filter(
        robot => robot.kind === 'robot' && this.#levelId(robot) === projectId,
      );
    const project = this.#projects().find(
      name => String(this.#ids.of('project', name)) === projectId,
    );
    const admitted =
      this.#accounts.administers(caller, project) ||
      (caller.listsRobots === true &&
        (caller.projects === undefined || robots.includes(caller)));
    if (!admitted) {
      throw forbidden();
    }
    const shown = robots.map(robot => this.#present(robot));
    sendBody(response, page(response, url, shown, this.#options.facts));
  }

  async #create(call: HarborCall) {
    const caller = known(call);
    const asked = readRobotCreate(await readBody(call.request));
    const [project] = asked.projects;
    const ofProject = asked.level === 'project' ? project : undefined;
    if (!this.#accounts.administers(caller, ofProject)) {
      throw forbidden();
    }
    const missing = asked.projects.find(
      name => !this.#projects().includes(name),
    );
    if (missing !== undefined) {
      throw new Refusal(404, 'NOT_FOUND', `project ${missing} not found`);
    }
    const username = `${PREFIX}${
      ofProject === undefined ? '' : `${ofProject}+`
    }${asked.name}`;
    if (
      this.#accounts.all().some(({ username: taken }) => taken === username)
    ) {
      throw new Refusal(
        409,
        'CONFLICT',
        `robot account ${asked.name} already exists`,
      );
    }
    const now = Date.now();
    const expiresAt =
      asked.duration === -1
        ? -1
        : Math.floor(now / 1_000) + asked.duration * 86_400;
    const robot: HarborAccount = {
      username,
      password: randomBytes(24).toString('base64url'),
      kind: 'robot',
      level: asked.level,
      projects: asked.projects,
      permissions: asked.permissions,
      expiresAt,
    };
    this.#made += 1;
    const id = this.#ids.of('minted robot', String(this.#made));
    const created = new Date(now).toISOString();
    this.#kept.set(robot, { id, created, asked });
    this.#accounts.add(robot);
    call.response.setHeader('location', `/api/v2.0/robots/${id}`);
    send(call.response, 201, 'application/json', {
      creation_time: created,
      expires_at: expiresAt,
      id,
      name: username,
      secret: robot.password,
    });
  }

  #delete(call: HarborCall, id: number) {
    const caller = known(call);
    const robot = this.#accounts
      .minted()
      .find(minted => this.#kept.get(minted)?.id === id);
    if (!robot) {
      throw new Refusal(404, 'NOT_FOUND', `robot ${id} not found`);
    }
    const ofProject =
      robot.level === 'project' ? robot.projects?.[0] : undefined;
    if (!this.#accounts.administers(caller, ofProject)) {
      throw forbidden();
    }
    this.#accounts.remove(robot);
    call.response.writeHead(200, { 'content-length': 0 }).end();
  }

  #projects(): string[] {
    return [
      ...(this.#options.projects ?? []).map(({ name }) => name),
      ...this.#content.projects().keys(),
    ];
  }

  #levelId(robot: HarborAccount): string | undefined {
    return levelOf(robot) === 'project'
      ? String(this.#ids.of('project', robot.projects![0]))
      : undefined;
  }

  #present(robot: HarborAccount): object {
    const { username, projects, expiresAt = -1 } = robot;
    const kept = this.#kept.get(robot);
    const time = kept?.created ?? RECORDED;
    return {
      creation_time: time,
      ...(kept?.asked.description && { description: kept.asked.description }),
      disable: false,
      duration: kept?.asked.duration ?? (expiresAt > 0 ? 30 : -1),
      editable: true,
      expires_at: expiresAt,
      id: kept?.id ?? this.#ids.of('robot', username),
      level: levelOf(robot),
      name: username,
      permissions: (projects ?? ['*']).map(namespace => ({
        access: (
          robot.permissions ?? [
            'repository:list',
            'repository:pull',
            'repository:read',
            'artifact:list',
            'artifact:read',
            'tag:list',
            'project:read',
          ]
        ).map(permission => {
          const [resource, action] = permission.split(':');
          return { action, resource };
        }),
        kind: 'project',
        namespace,
      })),
      update_time: time,
    };
  }
}

function known({ caller }: HarborCall): HarborAccount {
  if (typeof caller === 'string') {
    throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
  }
  return caller;
}

function forbidden(): Refusal {
  return new Refusal(403, 'FORBIDDEN', 'forbidden');
}
