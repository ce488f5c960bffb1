import { IncomingMessage, ServerResponse } from 'node:http';
import { ContentStore } from '../../content/ContentStore';
import { Refusal } from '../Refusal';
import { JSON_WITH_CHARSET, page, readQuery, sendBody } from './answers';
import { HarborAccounts, HarborCaller } from './HarborAccounts';
import { HarborArtifact, HarborContent } from './HarborContent';
import { HarborScanner } from './HarborScanner';
import { HarborOptions, HarborPermission } from './options';
import {
  Ids,
  presentAccessories,
  presentArtifact,
  presentProject,
  presentRepository,
  presentTag,
} from './present';
import { presentRobots } from './presentRobots';
import { sendHealth } from './serveHarborOutage';

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  caller: HarborCaller;
}

const API = '/api/v2.0/';

/** Harbor's API v2.0, as far as it tells of images. */
export class HarborApi {
  readonly #options: HarborOptions;
  readonly #accounts: HarborAccounts;
  readonly #content: HarborContent;
  readonly #scanner: HarborScanner;
  readonly #ids = new Ids();

  constructor(
    store: ContentStore,
    options: HarborOptions,
    accounts: HarborAccounts,
  ) {
    this.#options = options;
    this.#accounts = accounts;
    this.#content = new HarborContent(
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
    this.#scanner = new HarborScanner(options);
  }

  /** @throws Refusal */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): void {
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
    if (!this.#route(call, parts)) {
      throw unknownPath(path);
    }
  }

  /** The proxy before Harbor decodes a path once, Harbor each part of it once more. */
  #decode(path: string): string {
    return this.#options.facts?.doubleEncoding ?? true
      ? decodeURIComponent(path)
      : path.replaceAll('%25', '%');
  }

  #route(call: Call, parts: string[]): boolean {
    const [kind, project, repositories, repository, artifacts, reference] =
      parts;
    const rest = parts.slice(6).join('/');
    if (parts.join('/') === 'users/current') {
      this.#currentUser(call);
    } else if (parts.join('/') === 'robots') {
      this.#robots(call);
    } else if (parts.join('/') === 'repositories') {
      this.#repositories(
        call,
        this.#projectsFor(call.caller)
          .map(({ name }) => name)
          .filter(name =>
            this.#accounts.may(call.caller, name, 'repository:list'),
          ),
      );
    } else if (kind !== 'projects' || parts.length > 8) {
      return false;
    } else if (project === undefined && call.request.method === 'HEAD') {
      this.#headProject(call);
    } else if (project === undefined) {
      this.#projects(call);
    } else if (repositories === undefined) {
      this.#project(call, project);
    } else if (repositories !== 'repositories') {
      return false;
    } else if (repository === undefined) {
      this.#readable(call, project, 'repository:list');
      this.#repositories(call, [project]);
    } else if (artifacts === undefined) {
      this.#repository(call, project, repository);
    } else if (artifacts !== 'artifacts') {
      return false;
    } else if (reference === undefined) {
      this.#readable(call, project, 'artifact:list');
      this.#artifacts(call, `${project}/${repository}`);
    } else {
      this.#readable(call, project, permissionFor(rest));
      return this.#artifact(call, `${project}/${repository}`, reference, rest);
    }
    return true;
  }

  #currentUser({ caller, response }: Call) {
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

  #robots({ caller, response, url }: Call) {
    const { accounts } = this.#options;
    const robots = presentRobots(this.#ids, accounts, caller, url);
    sendBody(response, page(response, url, robots, this.#options.facts));
  }

  #allProjects() {
    const known = new Map(
      (this.#options.projects ?? []).map(({ name }) => [name, 0]),
    );
    for (const [name, repositories] of this.#content.projects()) {
      known.set(name, repositories.length);
    }
    return [...known]
      .map(([name, repositories]) => ({
        name,
        repositories,
        public: this.#accounts.isPublic(name),
        proxyCache:
          this.#options.projects?.some(
            project => project.name === name && project.proxyCache,
          ) ?? false,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #projectsFor(caller: HarborCaller) {
    return this.#allProjects().filter(({ name }) =>
      this.#accounts.reads(caller, name, 'api'),
    );
  }

  #projects({ caller, response, url }: Call) {
    const roles = typeof caller !== 'string' && caller.kind === 'admin';
    sendBody(
      response,
      page(response, url, this.#projectsFor(caller), this.#options.facts).map(
        project => presentProject(this.#ids, project, roles ? [1] : null),
      ),
    );
  }

  /** Source: Harbor's API v2.0, `headProject`: whoever is logged in may ask for any name. */
  #headProject({ caller, response, url }: Call) {
    if (typeof caller === 'string') {
      throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
    }
    const name = url.searchParams.get('project_name');
    const known = this.#allProjects().some(project => project.name === name);
    response.writeHead(known ? 200 : 404).end();
  }

  #project(call: Call, name: string) {
    this.#readable(call, name);
    const admin =
      typeof call.caller !== 'string' && call.caller.kind === 'admin';
    const project = this.#allProjects().find(known => known.name === name)!;
    sendBody(
      call.response,
      presentProject(this.#ids, project, admin ? [1] : null),
    );
  }

  /** @throws Refusal in the three ways in which Harbor tells whether a project is there */
  #readable(
    { caller, request }: Call,
    name: string,
    permission?: HarborPermission,
  ) {
    const isId =
      (this.#options.facts?.numericNamesAreIds ?? true) &&
      /^\d+$/.test(name) &&
      request.headers['x-is-resource-name'] !== 'true';
    const known =
      !isId && this.#allProjects().some(project => project.name === name);
    if (
      known &&
      this.#accounts.reads(caller, name, 'api') &&
      (!permission || this.#accounts.may(caller, name, permission))
    ) {
      return;
    }
    if (typeof caller === 'string') {
      throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
    }
    if (caller.kind !== 'admin') {
      throw new Refusal(403, 'FORBIDDEN', 'forbidden');
    }
    throw new Refusal(404, 'NOT_FOUND', `project ${name} not found`);
  }

  #repositories({ response, url }: Call, projects: readonly string[]) {
    const query = readQuery(url);
    const all = projects.flatMap(project =>
      (this.#content.projects().get(project) ?? []).map(
        name => `${project}/${name}`,
      ),
    );
    const wanted = query
      ? all.filter(name =>
          query.fuzzy ? name.includes(query.value) : name === query.value,
        )
      : all;
    sendBody(
      response,
      page(response, url, wanted, this.#options.facts).map(name =>
        presentRepository(this.#ids, name, this.#content.artifacts(name)),
      ),
    );
  }

  #repository(call: Call, project: string, name: string) {
    this.#readable(call, project, 'repository:read');
    const repository = `${project}/${name}`;
    if (!this.#content.has(repository)) {
      throw new Refusal(404, 'NOT_FOUND', `repository ${repository} not found`);
    }
    sendBody(
      call.response,
      presentRepository(
        this.#ids,
        repository,
        this.#content.artifacts(repository),
      ),
    );
  }

  /** Of a repository that is not there: an empty list. */
  #artifacts(call: Call, repository: string) {
    const query = readQuery(call.url);
    const all = this.#content
      .artifacts(repository)
      .filter(
        ({ tags }) =>
          query?.key !== 'tags' ||
          (query.value === 'nil'
            ? tags.length === 0
            : tags.some(({ name }) => name === query.value)),
      );
    sendBody(
      call.response,
      page(call.response, call.url, all, this.#options.facts).map(artifact =>
        this.#present(call, repository, artifact),
      ),
    );
  }

  #artifact(
    call: Call,
    repository: string,
    reference: string,
    rest: string,
  ): boolean {
    const found = this.#content.artifact(repository, reference);
    if (!found) {
      throw new Refusal(
        404,
        'NOT_FOUND',
        `artifact ${repository}:${reference} not found`,
      );
    }
    const { request, response, url } = call;
    const { digest } = found.manifest;
    if (rest === 'scan' && request.method === 'POST') {
      if (!this.#scanner.present) {
        throw new Refusal(
          412,
          'PRECONDITION',
          'no available scanner for the project',
        );
      }
      this.#scanner.start(digest);
      response.writeHead(202).end();
    } else if (rest === '') {
      sendBody(response, this.#present(call, repository, found));
    } else if (rest === 'tags') {
      const tags = found.tags.map(tag =>
        presentTag(this.#ids, repository, digest, tag),
      );
      sendBody(response, page(response, url, tags, this.#options.facts));
    } else if (rest === 'accessories') {
      const accessories = presentAccessories(this.#ids, repository, found);
      sendBody(response, page(response, url, accessories, this.#options.facts));
    } else if (rest === 'additions/vulnerabilities') {
      const names = namesOf(repository, found);
      sendBody(response, this.#scanner.report(digest, names));
    } else if (rest === 'additions/build_history') {
      const { history = [] } = Object(
        this.#content.configOf(repository, found),
      );
      sendBody(response, history, JSON_WITH_CHARSET);
    } else {
      return false;
    }
    return true;
  }

  #present(
    { url }: Call,
    repository: string,
    artifact: HarborArtifact,
  ): object {
    const asked = (name: string) => url.searchParams.get(name) === 'true';
    const { digest } = artifact.manifest;
    return presentArtifact(
      this.#ids,
      repository,
      artifact,
      this.#content.configOf(repository, artifact),
      {
        // Tags come unless they are refused.
        tag: url.searchParams.get('with_tag') !== 'false',
        label: asked('with_label'),
        accessory: asked('with_accessory'),
        ...(asked('with_scan_overview') && {
          overview: this.#scanner.overview(
            digest,
            namesOf(repository, artifact),
          ),
        }),
      },
    );
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

function namesOf(repository: string, { tags }: HarborArtifact): string[] {
  return tags.map(({ name }) => `${repository}:${name}`);
}

function unknownPath(path: string): Refusal {
  return new Refusal(
    404,
    'NOT_FOUND',
    `path ${decodeURIComponent(path)} was not found`,
  );
}
