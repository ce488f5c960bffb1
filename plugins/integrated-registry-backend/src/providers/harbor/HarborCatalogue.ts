import {
  message,
  Text,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  ListRepositoriesOptions,
  RegistryCredential,
  RegistryError,
  RegistryGap,
  RegistryRepositoryPage,
  verifiedPages,
} from 'backstage-plugin-integrated-registry-node';
import { HarborApi, isRefusal } from './HarborApi';
import { HarborLoginKind } from './HarborLogin';
import { gapsOf, HarborPosition, PAGE_SIZE } from './HarborPages';
import { API, projectPath } from './paths';
import { HarborProject, projectSchema, repositorySchema } from './schema';

/** @throws RegistryError where the credential does not open Harbor */
type VerifyLogin = (options: CallOptions) => Promise<{ kind: HarborLoginKind }>;

const PROJECTS = message('LIST_OF_PROJECTS');
const BACKGROUND = { priority: 'background' } as const;

/**
 * The repositories of Harbor, project by project: its catalogue is for its admins alone, and a
 * search is nothing a robot account may do.
 */
export class HarborCatalogue {
  readonly #api: HarborApi;
  readonly #credential: RegistryCredential | undefined;
  readonly #verifyLogin: VerifyLogin;

  constructor(
    api: HarborApi,
    credential: RegistryCredential | undefined,
    verifyLogin: VerifyLogin,
  ) {
    this.#api = api;
    this.#credential = credential;
    this.#verifyLogin = verifyLogin;
  }

  /** By name, and what may be missing among them. */
  async projects(
    options: CallOptions,
  ): Promise<{ projects: HarborProject[]; gaps: RegistryGap[] }> {
    const projects = new Map<string, HarborProject>();
    const gaps: RegistryGap[] = [];
    const own = projectOfRobot(this.#credential?.username ?? '');
    try {
      const pages = this.#api.pages(
        `${API}/projects`,
        projectSchema,
        ({ name }) => name,
        PROJECTS,
        { ...options, query: { sort: 'creation_time' } },
      );
      for await (const { items, doubt } of pages) {
        for (const project of items) {
          projects.set(project.name, project);
        }
        gaps.push(...gapsOf({ doubt }, { kind: 'registry' }, PROJECTS));
      }
    } catch (error) {
      // A robot account of one project may be refused the list, and not its project.
      if (own === undefined || !isRefusal(error)) {
        throw error;
      }
    }
    if (own !== undefined && !projects.has(own)) {
      projects.set(own, { name: own });
    }
    return {
      projects: [...projects.values()].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
      gaps,
    };
  }

  /**
   * All repositories, page by page.
   *
   * @throws RegistryError `CATALOG_UNAVAILABLE` for a login that opens no list
   */
  pages(
    options: ListRepositoriesOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    return verifiedPages(
      () => this.#pages(options),
      () => this.#verify(options),
    );
  }

  async *#pages(
    options: ListRepositoriesOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const { projects, gaps } = await this.projects({
      signal: options.signal,
      ...BACKGROUND,
    });
    const from = parseCursor(options.cursor);
    const start = projects.findIndex(({ name }) => name === from?.project);
    // A project that is gone: begin anew, for nothing may be left out.
    const resumed = start >= 0 ? from : undefined;
    const hidden = await this.#hiddenProjects(projects, options);
    if (gaps.length + hidden.length > 0) {
      yield { items: [], gaps: [...gaps, ...hidden] };
    }
    for (const project of projects.slice(Math.max(start, 0))) {
      const position =
        project.name === resumed?.project ? resumed.position : undefined;
      if (position?.page !== 1) {
        yield* this.#project(project, position, options);
      }
    }
  }

  /** Projects that were listed before, and that Harbor does not call gone. */
  async #hiddenProjects(
    shown: readonly HarborProject[],
    { knownProjects = [], signal }: ListRepositoriesOptions,
  ): Promise<RegistryGap[]> {
    const names = new Set(shown.map(({ name }) => name));
    const gaps: RegistryGap[] = [];
    for (const name of knownProjects) {
      if (
        !names.has(name) &&
        !(await this.#api.isProjectGone(name, { signal, ...BACKGROUND }))
      ) {
        gaps.push(
          worded({
            scope: { kind: 'project', name },
            code: 'HIDDEN',
            message: message('HARBOR_PROJECT_HIDDEN', {
              project: name,
              who: this.#who(),
            }),
            remedy: message('HARBOR_GIVE_ACCESS', {
              project: name,
              who: this.#who(),
            }),
          }),
        );
      }
    }
    return gaps;
  }

  #who(): Text {
    return this.#credential?.username ?? message('CALLERS_WITHOUT_LOGIN');
  }

  async *#project(
    project: HarborProject,
    from: HarborPosition | undefined,
    { signal, knownProjects = [] }: ListRepositoriesOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const { name: projectName } = project;
    const visibility =
      project.metadata?.public === undefined
        ? undefined
        : (project.metadata.public === 'true' && 'public') || 'private';
    const scope = { kind: 'project', name: projectName } as const;
    const what = message('REPOSITORIES_OF_PROJECT', { project: projectName });
    const pages = this.#api.pages(
      `${projectPath(projectName)}/repositories`,
      repositorySchema,
      ({ name }) => name,
      what,
      {
        signal,
        ...BACKGROUND,
        query: { sort: 'creation_time' },
        inParts: true,
        ...(from && { from }),
      },
    );
    try {
      for await (const { items, position, ...lack } of pages) {
        const gaps = gapsOf(lack, scope, what);
        yield {
          items: items.map(({ name, description, ...times }) => ({
            name,
            project: projectName,
            ...(description && { description }),
            ...(times.update_time && { updatedAt: times.update_time }),
            ...(times.pull_count !== undefined && {
              pullCount: times.pull_count,
            }),
            ...(visibility && { visibility }),
          })),
          cursor: formatCursor(projectName, position),
          ...(gaps.length > 0 && { gaps }),
        };
      }
    } catch (error) {
      // Removed meanwhile, or in the list only because it is public: this account may not look.
      if (!isRefusal(error)) {
        throw error;
      }
      const wasKnown = knownProjects.includes(projectName);
      if (visibility === 'public' && !wasKnown) {
        // Robot accounts of one project are shown all public ones.
        return;
      }
      if (
        error.code !== 'NOT_FOUND' &&
        !(await this.#api.isProjectGone(projectName, { signal, ...BACKGROUND }))
      ) {
        yield {
          items: [],
          cursor: formatCursor(projectName),
          gaps: [this.#refused(projectName)],
        };
      }
    }
  }

  #refused(project: string): RegistryGap {
    const name = this.#who();
    const who =
      typeof name === 'string' && name.includes('$')
        ? message('ROBOT_ACCOUNT', { name })
        : name;
    return worded({
      scope: { kind: 'project', name: project },
      code: 'REFUSED',
      message: message('HARBOR_PROJECT_REFUSED', { who, project }),
      remedy: message('HARBOR_GIVE_LIST', { who, project }),
      permission: 'Repository: List',
    });
  }

  async #verify(options: CallOptions): Promise<void> {
    const { kind } = await this.#verifyLogin(options);
    if (kind === 'cliSecret') {
      throw new RegistryError('CATALOG_UNAVAILABLE', {
        message: message('HARBOR_CLI_SECRET'),
        remedy: message('HARBOR_USE_ROBOT'),
      });
    }
  }
}

const END: HarborPosition = { page: 1, size: PAGE_SIZE, total: 0 };

/** @param position - absent behind the end of the project */
function formatCursor(project: string, position = END): string {
  const { page, size, total } = position;
  return `${[page, size, total].join('-')}/${project}`;
}

function parseCursor(cursor: string | undefined) {
  const [, page, size, total, project] =
    /^(\d{1,9})-(\d{1,9})-(\d{1,9})\/(.+)$/s.exec(cursor ?? '') ?? [];
  return project === undefined
    ? undefined
    : {
        project,
        position: {
          page: Number(page),
          size: Math.max(Number(size), 1),
          total: Number(total),
        },
      };
}

/** `robot$library+deployer` is of the project `library`; the prefix can be another. */
export function projectOfRobot(username: string): string | undefined {
  return /^[^+]*\$([^$+]+)\+/.exec(username)?.[1];
}
