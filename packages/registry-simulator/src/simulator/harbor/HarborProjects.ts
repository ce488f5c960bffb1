import { Refusal } from '../Refusal';
import { page, sendBody } from './answers';
import { HarborAccounts, HarborCaller } from './HarborAccounts';
import { HarborCall } from './HarborCall';
import { HarborContent } from './HarborContent';
import { HarborOptions, HarborPermission } from './options';
import { Ids, presentProject } from './present';

/** The projects of Harbor's API, and who may read them. */
export class HarborProjects {
  readonly #options: HarborOptions;
  readonly #accounts: HarborAccounts;
  readonly #content: HarborContent;
  readonly #ids: Ids;

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

  /** The names of those whose repositories the caller may list. */
  withRepositoriesFor(caller: HarborCaller): string[] {
    return this.#readableBy(caller)
      .map(({ name }) => name)
      .filter(name => this.#accounts.may(caller, name, 'repository:list'));
  }

  list({ caller, response, url }: HarborCall) {
    const roles = typeof caller !== 'string' && caller.kind === 'admin';
    sendBody(
      response,
      page(response, url, this.#readableBy(caller), this.#options.facts).map(
        project => presentProject(this.#ids, project, roles ? [1] : null),
      ),
    );
  }

  /** Source: Harbor's API v2.0, `headProject`: whoever is logged in may ask for any name. */
  head({ caller, response, url }: HarborCall) {
    if (typeof caller === 'string') {
      throw new Refusal(401, 'UNAUTHORIZED', 'unauthorized');
    }
    const name = url.searchParams.get('project_name');
    const known = this.#all().some(project => project.name === name);
    response.writeHead(known ? 200 : 404).end();
  }

  get(call: HarborCall, name: string) {
    this.assertReadable(call, name);
    const admin =
      typeof call.caller !== 'string' && call.caller.kind === 'admin';
    const project = this.#all().find(known => known.name === name)!;
    sendBody(
      call.response,
      presentProject(this.#ids, project, admin ? [1] : null),
    );
  }

  /** @throws Refusal in the three ways in which Harbor tells whether a project is there */
  assertReadable(
    { caller, request }: HarborCall,
    name: string,
    permission?: HarborPermission,
  ) {
    const isId =
      (this.#options.facts?.numericNamesAreIds ?? true) &&
      /^\d+$/.test(name) &&
      request.headers['x-is-resource-name'] !== 'true';
    const known = !isId && this.#all().some(project => project.name === name);
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

  #all() {
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

  #readableBy(caller: HarborCaller) {
    return this.#all().filter(({ name }) =>
      this.#accounts.reads(caller, name, 'api'),
    );
  }
}
