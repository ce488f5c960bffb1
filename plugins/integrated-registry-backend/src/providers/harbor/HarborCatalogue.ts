import {
  CallOptions,
  RegistryCredential,
  RegistryError,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import { lastPageVerified } from '../lastPageVerified';
import { HarborApi, isRefusal } from './HarborApi';
import { verifyHarborLogin } from './HarborLogin';
import { API, projectPath } from './paths';
import { HarborProject, projectSchema, repositorySchema } from './schema';

const PROJECTS = 'the list of projects';
const BACKGROUND = { priority: 'background' } as const;

/**
 * The repositories of Harbor, project by project: its catalogue is for its admins alone, and a
 * search is nothing a robot account may do.
 */
export class HarborCatalogue {
  readonly #api: HarborApi;
  readonly #credential: RegistryCredential | undefined;

  static create(
    api: HarborApi,
    credential: RegistryCredential | undefined,
  ): HarborCatalogue {
    return new HarborCatalogue(api, credential);
  }

  private constructor(
    api: HarborApi,
    credential: RegistryCredential | undefined,
  ) {
    this.#api = api;
    this.#credential = credential;
  }

  /** In the order of Harbor. */
  async projects(options: CallOptions): Promise<HarborProject[]> {
    const projects = new Map<string, HarborProject>();
    const own = projectOfRobot(this.#credential?.username ?? '');
    try {
      const pages = this.#api.pages(
        `${API}/projects`,
        1,
        projectSchema,
        PROJECTS,
        { ...options, query: { sort: 'name' } },
      );
      for await (const { items } of pages) {
        for (const project of items) {
          projects.set(project.name, project);
        }
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
    return [...projects.values()];
  }

  /**
   * All repositories, page by page.
   *
   * @throws RegistryError `CATALOG_UNAVAILABLE` for a login that opens no list
   */
  pages(
    options: CallOptions & { cursor?: string },
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    return lastPageVerified(
      () => this.#pages(options),
      () => this.#verify(options),
    );
  }

  async *#pages(
    options: CallOptions & { cursor?: string },
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const projects = await this.projects({ ...options, ...BACKGROUND });
    const from = parseCursor(options.cursor);
    const start = projects.findIndex(({ name }) => name === from?.project);
    // A project that is gone: begin anew, for nothing may be left out.
    const resumed = start >= 0 ? from : undefined;
    for (const project of projects.slice(Math.max(start, 0))) {
      const first = project.name === resumed?.project ? resumed.page + 1 : 1;
      yield* this.#project(project, first, options);
    }
  }

  async *#project(
    project: HarborProject,
    first: number,
    { signal }: CallOptions,
  ): AsyncGenerator<RegistryRepositoryPage, void, undefined> {
    const visibility =
      project.metadata?.public === undefined
        ? undefined
        : (project.metadata.public === 'true' && 'public') || 'private';
    const pages = this.#api.pages(
      `${projectPath(project.name)}/repositories`,
      first,
      repositorySchema,
      `the list of repositories of the project ${project.name}`,
      { signal, ...BACKGROUND, query: { sort: 'name' } },
    );
    let at = first;
    try {
      for await (const { items } of pages) {
        yield {
          items: items.map(({ name, description, ...times }) => ({
            name,
            project: project.name,
            ...(description && { description }),
            ...(times.update_time && { updatedAt: times.update_time }),
            ...(times.pull_count !== undefined && {
              pullCount: times.pull_count,
            }),
            ...(visibility && { visibility }),
          })),
          cursor: `${at}/${project.name}`,
        };
        at += 1;
      }
    } catch (error) {
      // Removed meanwhile, or in the list only because it is public: this account may not look.
      if (!isRefusal(error)) {
        throw error;
      }
    }
  }

  async #verify(options: CallOptions): Promise<void> {
    const { kind } = await verifyHarborLogin(
      this.#api,
      this.#credential,
      options,
    );
    if (kind === 'cliSecret') {
      throw new RegistryError('CATALOG_UNAVAILABLE', {
        message:
          'Harbor accepts this password for images, but not for the list of them: it is the CLI secret of somebody who logs in by single sign-on.',
        remedy:
          'Use a robot account, or name the repositories in the field “Repositories”.',
      });
    }
  }
}

function parseCursor(cursor: string | undefined) {
  const [, page, project] = /^(\d{1,9})\/(.+)$/s.exec(cursor ?? '') ?? [];
  return project === undefined ? undefined : { page: Number(page), project };
}

/** `robot$library+deployer` is of the project `library`; the prefix can be another. */
export function projectOfRobot(username: string): string | undefined {
  return /^[^+]*\$([^$+]+)\+/.exec(username)?.[1];
}
