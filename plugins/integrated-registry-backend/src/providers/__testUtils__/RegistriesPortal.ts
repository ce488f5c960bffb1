import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';

const workspace = 'group:default/payments';

/** A portal whose workspace integrates registries of every type. */
export class RegistriesPortal {
  private constructor(readonly portal: TestPortal) {}

  static async start(
    databases: TestDatabases,
    features: BackendFeature[] = [],
  ): Promise<RegistriesPortal> {
    const id: TestDatabaseId = 'SQLITE_3';
    const knex = await databases.init(id);
    return new RegistriesPortal(await startPortal({ knex, features }));
  }

  /** @returns its id, when its repositories are indexed */
  async integrate(settings: object): Promise<string> {
    const { status, body } = await this.portal.call(
      'priya',
      'POST /integrations',
      {
        workspace,
        ...settings,
      },
    );
    if (status !== 201) {
      throw new Error(`Integrating failed: ${body.error?.message}`);
    }
    for (;;) {
      const { body: now } = await this.portal.call(
        'marco',
        `GET /integrations/${body.id}`,
      );
      if (['finished', 'failed'].includes(now.repositoryIndex.state)) {
        if (now.repositoryIndex.failure) {
          throw new Error(now.repositoryIndex.failure.message);
        }
        return body.id;
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  async resolve(request: object) {
    const { body } = await this.portal.call('marco', 'POST /images/resolve', {
      workspace,
      ...request,
    });
    return body;
  }

  /** All that the portal has said, written down and audited. */
  get told(): string {
    const { answers, logged, audited } = this.portal;
    return [...answers, ...logged, ...audited].join();
  }

  async stop(): Promise<void> {
    await this.portal.stop();
  }
}
