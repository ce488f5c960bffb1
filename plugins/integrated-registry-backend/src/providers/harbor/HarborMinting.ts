import { message, Text } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  MintedPullCredential,
  MintPullCredentialOptions,
  readJson,
  RegistryCredential,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { HarborApi, isRefusal } from './HarborApi';
import { API } from './paths';
import {
  HarborRobot,
  numberedProjectSchema,
  robotCreatedSchema,
  robotSchema,
} from './schema';

const WHAT = message('MINTED_CREDENTIAL');
const ROBOTS = message('ROBOT_ACCOUNTS');
const PROJECTS = message('LIST_OF_PROJECTS');
const DAY_MS = 86_400_000;
const BACKGROUND = { priority: 'background' } as const;

/**
 * Robot accounts that may only pull.
 *
 * Source: https://goharbor.io, API v2.0, `CreateRobot`, `ListRobot`, `DeleteRobot`, of 2.2 and later. Of these
 * only the list of the system is recorded from a running Harbor.
 */
export class HarborMinting {
  readonly #api: HarborApi;
  readonly #username: Text;
  readonly #verifyLogin: (options: CallOptions) => Promise<unknown>;

  constructor(
    api: HarborApi,
    credential: RegistryCredential | undefined,
    verifyLogin: (options: CallOptions) => Promise<unknown>,
  ) {
    this.#api = api;
    this.#username = credential?.username ?? message('CALLERS_WITHOUT_LOGIN');
    this.#verifyLogin = verifyLogin;
  }

  /**
   * @throws RegistryError `FORBIDDEN` that names the right which is missing
   */
  async mint({
    name,
    projects,
    days,
    signal,
  }: MintPullCredentialOptions): Promise<MintedPullCredential> {
    const ofOne = projects.length === 1;
    const response = await this.#api.send(`${API}/robots`, {
      signal,
      method: 'POST',
      body: {
        name,
        description: descriptionOf(name),
        level: ofOne ? 'project' : 'system',
        duration: days,
        permissions: projects.map(namespace => ({
          kind: 'project',
          namespace,
          access: [{ resource: 'repository', action: 'pull' }],
        })),
      },
    });
    const { httpStatus: upstreamStatus } = response;
    if (upstreamStatus === 401) {
      // Where the login is wrong, this says so.
      await this.#verifyLogin({ signal });
    }
    if (upstreamStatus === 401 || upstreamStatus === 403) {
      throw this.#mayNot(projects, upstreamStatus);
    }
    if (upstreamStatus === 404) {
      throw new RegistryError('NOT_FOUND', {
        message: message('HARBOR_CANNOT_MINT', { projects: [...projects] }),
        remedy: message('HARBOR_CHECK_MINTING'),
        upstreamStatus,
      });
    }
    if (upstreamStatus === 409) {
      throw new RegistryError('BAD_RESPONSE', {
        message: message('HARBOR_ROBOT_EXISTS', { name }),
        remedy: message('TRY_AGAIN'),
        upstreamStatus,
      });
    }
    if (upstreamStatus !== 201 && upstreamStatus !== 200) {
      throw this.#api.errorOf(response, WHAT);
    }
    const created = readJson(response, robotCreatedSchema, WHAT);
    const expiresAt = endOf(created.expires_at, days);
    return {
      username: created.name,
      password: created.secret,
      ...(expiresAt && { expiresAt }),
    };
  }

  /**
   * Ends the robot account of that name that `mint` has made, wherever the caller may list robot accounts.
   *
   * @throws RegistryError `FORBIDDEN` where it may list them nowhere, or may not end this one
   */
  async revoke(name: string, { signal }: CallOptions): Promise<void> {
    const options = { signal, ...BACKGROUND };
    const robot = await this.#find(name, options);
    if (!robot) {
      return;
    }
    const response = await this.#api.send(`${API}/robots/${robot.id}`, {
      ...options,
      method: 'DELETE',
    });
    const { httpStatus: upstreamStatus } = response;
    if (upstreamStatus === 401 || upstreamStatus === 403) {
      throw this.#mayNotRevoke(name, upstreamStatus);
    }
    if (upstreamStatus !== 200 && upstreamStatus !== 404) {
      throw this.#api.errorOf(response, ROBOTS);
    }
  }

  async #find(
    name: string,
    options: CallOptions,
  ): Promise<HarborRobot | undefined> {
    let refusal: RegistryError | undefined;
    let isListed = false;
    for await (const query of this.#levels(options)) {
      try {
        const found = await this.#findAmong(query, name, options);
        if (found) {
          return found;
        }
        isListed = true;
      } catch (error) {
        // Whoever administers one project may list its robot accounts, and no others.
        if (!isRefusal(error)) {
          throw error;
        }
        if (error.upstreamStatus === 401 && !refusal) {
          await this.#verifyLogin(options);
        }
        refusal ??= error;
      }
    }
    if (!isListed) {
      throw this.#mayNotRevoke(name, refusal?.upstreamStatus);
    }
    return undefined;
  }

  /** Robot accounts of the system, then those of each project; Harbor lists the latter by its number. */
  async *#levels(
    options: CallOptions,
  ): AsyncGenerator<Record<string, string>, void, undefined> {
    yield {};
    const pages = this.#api.pages(
      `${API}/projects`,
      numberedProjectSchema,
      ({ name }) => name,
      PROJECTS,
      { ...options, query: { sort: 'creation_time' } },
    );
    for await (const { items } of pages) {
      for (const { project_id: id } of items) {
        yield { q: `Level=project,ProjectID=${id}` };
      }
    }
  }

  /** Asks for all of them: what Harbor takes for a name in a query has another form at each level. */
  async #findAmong(
    query: Record<string, string>,
    name: string,
    options: CallOptions,
  ): Promise<HarborRobot | undefined> {
    const pages = this.#api.pages(
      `${API}/robots`,
      robotSchema,
      ({ id }) => String(id),
      ROBOTS,
      { ...options, query: { ...query, sort: 'creation_time' } },
    );
    for await (const { items, doubt } of pages) {
      const robot = items.find(item => item.id > 0 && isMinted(item, name));
      if (robot) {
        return robot;
      }
      if (doubt === 'PAGING') {
        throw new RegistryError('BAD_RESPONSE', {
          message: message('HARBOR_MORE_THAN_PAGES', { what: ROBOTS }),
          remedy: message('HARBOR_CHECK_PAGING'),
        });
      }
    }
    return undefined;
  }

  #mayNot(projects: readonly string[], upstreamStatus: number): RegistryError {
    const username = this.#username;
    const [project] = projects;
    return new RegistryError('FORBIDDEN', {
      ...(projects.length === 1
        ? {
            message: message('HARBOR_MAY_NOT_MINT', { username, project }),
            remedy: message('HARBOR_MAKE_PROJECT_ADMIN', { username, project }),
          }
        : {
            message: message('HARBOR_MAY_NOT_MINT_SYSTEM', { username }),
            remedy: message('HARBOR_MAKE_SYSTEM_ADMIN'),
          }),
      upstreamStatus,
    });
  }

  #mayNotRevoke(name: string, upstreamStatus?: number): RegistryError {
    return new RegistryError('FORBIDDEN', {
      message: message('HARBOR_MAY_NOT_REVOKE', {
        username: this.#username,
        name,
      }),
      remedy: message('HARBOR_DELETE_ROBOT', { name }),
      ...(upstreamStatus !== undefined && { upstreamStatus }),
    });
  }
}

/** By this a robot account is known again. What earlier versions have written must stay readable. */
function descriptionOf(name: string): string {
  return `Pull credential ${name} of the Integrated Registry`;
}

/** The prefix is Harbor's to choose, so that the whole name is in the description only. */
function isMinted(robot: HarborRobot, name: string): boolean {
  return robot.description === descriptionOf(name) && robot.name.endsWith(name);
}

function endOf(expiresAt: number | undefined, days: number): Date | undefined {
  if (expiresAt === -1) {
    return undefined;
  }
  return expiresAt !== undefined && expiresAt > 0
    ? new Date(expiresAt * 1_000)
    : new Date(Date.now() + days * DAY_MS);
}
