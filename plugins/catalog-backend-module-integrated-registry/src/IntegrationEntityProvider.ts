import {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  IntegratedRegistryClient,
  Integration,
} from 'backstage-plugin-integrated-registry-common';
import { toResource } from './toResource';

export interface IntegrationEntityProviderOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

const PAGE_SIZE = 200;

/** Tells the catalog which integrations there are: one Resource each, owned by its workspace. */
export class IntegrationEntityProvider implements EntityProvider {
  readonly #options: IntegrationEntityProviderOptions;
  #failing = false;

  constructor(options: IntegrationEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'integrated-registry';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#options.taskRunner.run({
      id: 'integrated-registry-entities',
      fn: signal => this.#refresh(connection, signal),
    });
  }

  /** Replaces all entities at once, and only when every integration was read. */
  async #refresh(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    let integrations: Integration[];
    try {
      integrations = await this.#readAll(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#warnOnce(error);
      }
      return;
    }
    this.#failing = false;
    await connection.applyMutation({
      type: 'full',
      entities: integrations.flatMap(integration => {
        const entity = toResource(integration);
        return entity ? [{ entity, locationKey: this.getProviderName() }] : [];
      }),
    });
  }

  /** Says so when an outage begins, not each time the schedule meets it again. */
  #warnOnce(error: unknown): void {
    if (this.#failing) {
      return;
    }
    this.#failing = true;
    this.#options.logger.warn(
      `The integrations could not be read, so the catalog keeps what it has: ${
        isError(error) ? error.message : 'unknown error'
      }`,
    );
  }

  async #readAll(signal: AbortSignal): Promise<Integration[]> {
    const { auth, discovery } = this.#options;
    const client = new IntegratedRegistryClient({ discoveryApi: discovery });
    const integrations: Integration[] = [];
    let cursor: string | undefined;
    do {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'integrated-registry',
      });
      const page = await client.listIntegrations(
        { limit: PAGE_SIZE, ...(cursor && { cursor }) },
        { token, signal },
      );
      if (!page.complete) {
        throw new Error('the backend gave only a part of them');
      }
      integrations.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return integrations;
  }
}
