import { setTimeout as sleep } from 'node:timers/promises';

interface Answer {
  status: number;
  body: any;
}

/** The HTTP API of the plugin, as a platform admin calls it. */
export class AdminApi {
  readonly #portalUrl: string;
  readonly #token: string;

  constructor(portalUrl: string, token: string) {
    this.#portalUrl = portalUrl;
    this.#token = token;
  }

  /**
   * @param route - such as `GET /integrations`
   * @throws where the answer is an error
   */
  async call(
    route: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer> {
    const response = await this.#send(route, body && JSON.stringify(body), {
      headers,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${route} was answered with ${response.status}: ${text}`);
    }
    return { status: response.status, body: text && JSON.parse(text) };
  }

  /** Sends the body as it is, whatever the answer may be. */
  async attempt(
    route: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<void> {
    const signal = AbortSignal.timeout(60_000);
    const response = await this.#send(route, body, { headers, signal });
    await response.text();
  }

  /**
   * Integrates a registry and returns the integration's id.
   *
   * @param more - type and login; default: a Docker registry without a login
   */
  async integrate(
    name: string,
    workspace: string,
    url: string,
    more: { type?: string; username?: string; password?: string } = {},
  ): Promise<string> {
    const { body } = await this.call('POST /integrations', {
      workspace: `group:default/${workspace}`,
      type: 'docker',
      name,
      url,
      ...more,
    });
    return body.id;
  }

  /** Shares an integration with every workspace. */
  async share(id: string): Promise<void> {
    const { body } = await this.call(`GET /integrations/${id}`);
    await this.call(
      `PATCH /integrations/${id}`,
      { sharing: { with: 'everybody', workspaces: [] } },
      { 'If-Match': body.etag },
    );
  }

  /** Waits until all repositories of an integration are in the repository index. */
  async crawled(id: string, repositories: number): Promise<void> {
    for (;;) {
      const { repositoryIndex } = (await this.call(`GET /integrations/${id}`))
        .body;
      if (repositoryIndex.state === 'failed') {
        throw new Error(
          `The crawl failed: ${repositoryIndex.failure?.message}`,
        );
      }
      if (
        repositoryIndex.state === 'finished' &&
        repositoryIndex.repositories >= repositories
      ) {
        return;
      }
      await sleep(100);
    }
  }

  /** Crawls integrations again, and waits until each of them is done. */
  async recrawled(ids: readonly string[]): Promise<void> {
    const finishedAt = async (id: string): Promise<string> => {
      const { repositoryIndex } = (await this.call(`GET /integrations/${id}`))
        .body;
      if (repositoryIndex.state === 'failed') {
        throw new Error(
          `The crawl failed: ${repositoryIndex.failure?.message}`,
        );
      }
      return repositoryIndex.finishedAt;
    };
    const before = new Map<string, string>();
    for (const id of ids) {
      before.set(id, await finishedAt(id));
    }
    for (const id of ids) {
      await this.call(`POST /integrations/${id}/refresh`);
    }
    for (const id of ids) {
      while ((await finishedAt(id)) === before.get(id)) {
        await sleep(100);
      }
    }
  }

  /**
   * Waits until somebody belongs to so many workspaces: the catalog reads its files in the
   * background.
   */
  async knowsWorkspaces(count: number, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    for (;;) {
      const { body } = await this.call(
        'GET /workspaces?limit=1',
        undefined,
        headers,
      );
      if (body.totalItems >= count) {
        return;
      }
      await sleep(200);
    }
  }

  #send(
    route: string,
    body: string | undefined,
    { headers, signal }: Pick<RequestInit, 'headers' | 'signal'>,
  ): Promise<Response> {
    const [method, path] = route.split(' ');
    return fetch(`${this.#portalUrl}/api/integrated-registry${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  }
}
