import type { JsonObject } from '@backstage/types';
import kubernetesModule from 'backstage-plugin-integrated-registry-backend-module-kubernetes';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { Knex } from 'knex';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Certificates,
  createCertificates,
  RegistrySimulator,
} from 'registry-simulator';
import { readBinding } from '../../__testUtils__/bindNamespace';
import { databases } from '../../__testUtils__/databases';
import { integrate } from '../../__testUtils__/integrate';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';
import { login, startRegistry } from '../../__testUtils__/useIntegration';
import { readManifest } from './manifests';
import { stateOf } from './useDeploying';

export const payments = 'group:default/payments';
export const sealed = { cluster: 'sealed', namespace: 'shop' };
export const external = { cluster: 'external', namespace: 'shop' };
export const externalSecrets = {
  secretStore: { name: 'vault' },
  key: 'registries/{workspace}/{integration}',
};

/**
 * A portal with two clusters that take manifests and an integration of `payments`, for each test of a
 * block. There is no API server that could be asked.
 */
export function useManifests() {
  const now = {} as {
    /** The controller's certificate and key. */
    controller: Certificates;
    registry: RegistrySimulator;
    knex: Knex;
    portal: TestPortal;
    /** Of the integration. */
    id: string;
  };
  let directory: string;
  const certificateFile = () => join(directory, 'current.pem');
  const use = async (file: string) =>
    writeFile(certificateFile(), await readFile(file));

  /** @param others - of `externalSecrets` */
  const open = (others: JsonObject = {}) =>
    startPortal({
      knex: now.knex,
      features: [kubernetesModule],
      settings: {
        clusters: [
          {
            name: 'sealed',
            sealedSecrets: { certificateFile: certificateFile() },
          },
          {
            name: 'external',
            externalSecrets: { ...externalSecrets, ...others },
          },
        ],
      },
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'manifests-'));
    now.controller = await createCertificates(directory);
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  beforeEach(async () => {
    await use(now.controller.certificate);
    now.registry = await startRegistry();
    now.knex = await databases.init('SQLITE_3');
    now.portal = await open();
    const { url } = now.registry;
    ({ id: now.id } = await integrate(now.portal, { url, ...login }));
  }, 120_000);

  afterEach(async () => {
    await now.portal?.stop();
    await now.registry?.stop();
  });

  /** What a member of the workspace is answered who asks whether images can be pulled. */
  async function ensure(body: object) {
    const answer = await now.portal.call('marco', 'POST /pull-secrets/ensure', {
      workspace: payments,
      ...body,
    });
    return answer.body;
  }

  return Object.assign(now, {
    ensure,
    /** The portal with other settings of ExternalSecrets besides. */
    async restart(others: JsonObject) {
      await now.portal.stop();
      now.portal = await open(others);
    },
    handOut: async (place: object) =>
      readManifest((await ensure(place)).manifest),
    /** Has Priya decide, without a test of the credential. */
    decide: (id: string, decision: object) =>
      now.portal.call(
        'priya',
        `PUT /integrations/${id}/pull-credential?verify=false`,
        { workspace: payments, ...decision },
      ),
    /** A binding whose state and problem contain a text. */
    reaches: (id: string, text: string): Promise<NamespaceBinding> =>
      until(
        () => readBinding(now.portal, id),
        found => stateOf(found).includes(text),
      ),
    /** Has the portal use another file as the controller's certificate. */
    use,
    removeCertificate: () => rm(certificateFile()),
    /** File with a certificate whose time is over. */
    async expired() {
      const folder = await mkdtemp(join(directory, 'expired-'));
      const { certificate } = await createCertificates(folder, {
        expired: true,
      });
      return certificate;
    },
  });
}
