import { BackendFeature } from '@backstage/backend-plugin-api';
import { databases } from '../../__testUtils__/databases';
import { crawled } from '../../__testUtils__/integrate';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { workspace } from '../../__testUtils__/useIntegration';

/** A portal whose workspace integrates registries of every type. */
export class RegistriesPortal {
  private constructor(readonly portal: TestPortal) {}

  static async start(
    features: BackendFeature[] = [],
  ): Promise<RegistriesPortal> {
    const knex = await databases.init('SQLITE_3');
    return new RegistriesPortal(await startPortal({ knex, features }));
  }

  /** Asks for an integration, which may be refused. */
  tryIntegrate(settings: object) {
    const body = { workspace, ...settings };
    return this.portal.call('priya', 'POST /integrations', body);
  }

  /** @returns its id, when its repositories are indexed */
  async integrate(settings: object): Promise<string> {
    const { status, body } = await this.tryIntegrate(settings);
    if (status !== 201) {
      throw new Error(`Integrating failed: ${body.error?.message}`);
    }
    const { repositoryIndex } = await crawled(this.portal, body.id, 'marco');
    if (repositoryIndex.failure) {
      throw new Error(repositoryIndex.failure.message);
    }
    return body.id;
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

/** Such a portal for all tests of a block. */
export function useRegistriesPortal(features?: BackendFeature[]) {
  const scene = {} as { registries: RegistriesPortal; portal: TestPortal };

  beforeAll(async () => {
    scene.registries = await RegistriesPortal.start(features);
    scene.portal = scene.registries.portal;
  }, 120_000);

  afterAll(() => scene.registries?.stop());

  return scene;
}
