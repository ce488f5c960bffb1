import { RegistrySimulator } from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { integrate } from '../../__testUtils__/integrate';
import { FrontAnswer, RegistryFront } from '../../__testUtils__/RegistryFront';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { workspace } from '../../__testUtils__/useIntegration';

/** For each test a portal and a registry, whose images `team/app` are resolved and shown. */
export function useImages() {
  const scene = {} as {
    portal: TestPortal;
    registry: RegistrySimulator;
    /** Of the integration. */
    id: string;
  };
  let front: RegistryFront | undefined;

  beforeEach(async () => {
    scene.portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
    });
    scene.registry = await RegistrySimulator.start();
  }, 120_000);

  afterEach(async () => {
    front?.stop();
    front = undefined;
    await scene.registry.stop();
    await scene.portal.stop();
  });

  /** Integrates the registry, or a server before it that answers some requests itself. */
  async function use(
    answer?: (method: string, path: string) => FrontAnswer | undefined,
  ) {
    let { url } = scene.registry;
    if (answer) {
      front = await RegistryFront.start(url, answer);
      url = front.url;
    }
    scene.id = (await integrate(scene.portal, { url })).id;
  }

  function resolve(selection: object, policy: object = {}) {
    return scene.portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: {
        integrationId: scene.id,
        repository: 'team/app',
        ...selection,
      },
      policy,
    });
  }

  function artifact(reference: string) {
    return scene.portal.call(
      'marco',
      `GET /integrations/${scene.id}/artifact?repository=team/app&reference=${reference}`,
    );
  }

  return { scene, use, resolve, artifact };
}
