import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { Refusal } from '../Refusal';
import { sendBody } from './answers';
import { HarborAccounts } from './HarborAccounts';
import { HarborCall } from './HarborCall';
import { HarborContent } from './HarborContent';
import { HarborImages } from './HarborImages';
import { HarborProjects } from './HarborProjects';
import { HarborRobots } from './HarborRobots';
import { HarborOptions, HarborPermission } from './options';
import { Ids } from './present';
import { sendHealth } from './serveHarborOutage';

const API = '/api/v2.0/';

/** Harbor's API v2.0, as far as it tells of images. */
export class HarborApi {
  readonly #options: HarborOptions;
  readonly #accounts: HarborAccounts;
  readonly #projects: HarborProjects;
  readonly #images: HarborImages;
  readonly #robots: HarborRobots;
  readonly #ids = new Ids();

  constructor(
    store: ContentStore,
    options: HarborOptions,
    accounts: HarborAccounts,
  ) {
    this.#options = options;
    this.#accounts = accounts;
    const content = new HarborContent(
      store,
      new Map(
        (options.projects ?? [])
          .filter(({ proxyCache }) => proxyCache)
          .map(({ name, cached = [] }) => [
            name,
            new Set(cached.map(reference => `${name}/${reference}`)),
          ]),
      ),
    );
    this.#projects = new HarborProjects(options, accounts, content, this.#ids);
    this.#images = new HarborImages(options, content, this.#ids);
    this.#robots = new HarborRobots(options, accounts, content, this.#ids);
  }

  /** @throws Refusal */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const { version = 'v2.9.5', authMode = 'db_auth' } = this.#options;
    const before2 = version.startsWith('v1.');
    const base = before2 ? '/api/' : API;
    const path = this.#decode(url.pathname);
    if (!path.startsWith(base)) {
      throw unknownPath(path);
    }
    const parts = path.slice(base.length).split('/').map(decodeURIComponent);
    let caller = this.#accounts.callerOf(request);
    if (parts[0] === 'systeminfo' && parts.length === 1) {
      sendBody(response, {
        auth_mode: authMode,
        banner_message: '',
        harbor_version: version,
        primary_auth_mode: false,
        self_registration: false,
      });
      return;
    }
    if (before2) {
      throw unknownPath(path);
    }
    if (parts.join('/') === 'health') {
      sendHealth(response);
      return;
    }
    const lenient = this.#options.facts?.wrongPasswordIsAnonymous ?? true;
    if (caller === 'wrong' && !lenient) {
      throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
    }
    if (typeof caller !== 'string' && caller.kind === 'cliSecret') {
      caller = 'anonymous';
    }
    const call = { request, response, url, caller };
    if (parts[0] === 'robots' && parts.length <= 2) {
      await this.#robots.serve(call, parts[1]);
    } else if (!this.#route(call, parts)) {
      throw unknownPath(path);
    }
  }

  /** The proxy before Harbor decodes a path once, Harbor each part of it once more. */
  #decode(path: string): string {
    return this.#options.facts?.doubleEncoding ?? true
      ? decodeURIComponent(path)
      : path.replaceAll('%25', '%');
  }

  #route(call: HarborCall, parts: string[]): boolean {
    const [kind, project, repositories, repository, artifacts, reference] =
      parts;
    const rest = parts.slice(6).join('/');
    if (parts.join('/') === 'users/current') {
      this.#currentUser(call);
    } else if (parts.join('/') === 'repositories') {
      this.#images.repositories(
        call,
        this.#projects.withRepositoriesFor(call.caller),
      );
    } else if (kind !== 'projects' || parts.length > 8) {
      return false;
    } else if (project === undefined && call.request.method === 'HEAD') {
      this.#projects.head(call);
    } else if (project === undefined) {
      this.#projects.list(call);
    } else if (repositories === undefined) {
      this.#projects.get(call, project);
    } else if (repositories !== 'repositories') {
      return false;
    } else if (repository === undefined) {
      this.#projects.assertReadable(call, project, 'repository:list');
      this.#images.repositories(call, [project]);
    } else if (artifacts === undefined) {
      this.#projects.assertReadable(call, project, 'repository:read');
      this.#images.repository(call, `${project}/${repository}`);
    } else if (artifacts !== 'artifacts') {
      return false;
    } else if (reference === undefined) {
      this.#projects.assertReadable(call, project, 'artifact:list');
      this.#images.artifacts(call, `${project}/${repository}`);
    } else {
      this.#projects.assertReadable(call, project, permissionFor(rest));
      return this.#images.artifact(
        call,
        `${project}/${repository}`,
        reference,
        rest,
      );
    }
    return true;
  }

  #currentUser({ caller, response }: HarborCall) {
    if (typeof caller === 'string') {
      throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
    }
    if (caller.kind === 'robot') {
      throw new Refusal(
        412,
        'PRECONDITION',
        'get current user not available for security context: robot',
      );
    }
    const time = '2026-11-23T20:42:01.746Z';
    sendBody(response, {
      admin_role_in_auth: false,
      comment: '',
      creation_time: time,
      realname: caller.username,
      sysadmin_flag: caller.kind === 'admin',
      update_time: time,
      user_id: this.#ids.of('user', caller.username),
      username: caller.username,
    });
  }
}

/** What a robot needs for a part of an artifact. */
function permissionFor(part: string): HarborPermission {
  if (part.startsWith('additions/')) {
    return 'artifact-addition:read';
  }
  const parts: Record<string, HarborPermission> = {
    scan: 'scan:create',
    tags: 'tag:list',
    accessories: 'accessory:list',
  };
  return parts[part] ?? 'artifact:read';
}

function unknownPath(path: string): Refusal {
  return new Refusal(
    404,
    'NOT_FOUND',
    `path ${decodeURIComponent(path)} was not found`,
  );
}
