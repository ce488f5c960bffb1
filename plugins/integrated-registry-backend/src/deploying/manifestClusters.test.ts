import kubernetesModule from 'backstage-plugin-integrated-registry-backend-module-kubernetes';
import { databases } from '../__testUtils__/databases';
import { startPortal } from '../__testUtils__/startPortal';
import {
  external,
  externalSecrets,
  payments,
} from './__testUtils__/useManifests';

describe('clusters of the configuration', () => {
  it.each([
    [
      { sealedSecrets: { certificate: 'x' } },
      'integratedRegistry.clusters[0].sealedSecrets.certificate: cannot be used: it is not a certificate in PEM',
    ],
    [
      { sealedSecrets: {} },
      'clusters[0].sealedSecrets: needs exactly one of certificate and certificateFile',
    ],
    [
      { sealedSecrets: { certificateFile: 'x' }, externalSecrets },
      'clusters[0]: has both sealedSecrets and externalSecrets. Take one of the two out',
    ],
    [
      { externalSecrets, url: 'https://10.0.0.1:6443', tokenFile: 'x' },
      'clusters[0]: takes manifests, so the portal never asks it. Take out url,',
    ],
    [
      { externalSecrets: { ...externalSecrets, key: 'registries/{name}' } },
      'clusters[0].externalSecrets.key: has the unknown placeholder {name}. Known are {workspace}, {integration} and {integrationId}',
    ],
    [
      {
        externalSecrets: { ...externalSecrets, key: 'registries/{workspace}' },
      },
      'clusters[0].externalSecrets.key: must contain {integration} or {integrationId}',
    ],
    [
      { externalSecrets: { ...externalSecrets, key: '{integration}' } },
      'clusters[0].externalSecrets.key: must contain {workspace} where the store is a ClusterSecretStore',
    ],
  ])('that cannot be used are refused: %j', async (cluster, problem) => {
    const knex = await databases.init('SQLITE_3');
    await expect(
      startPortal({
        knex,
        features: [kubernetesModule],
        settings: { clusters: [{ name: 'dev', ...cluster }] },
      }),
    ).rejects.toThrow(problem);
  });

  it('that take manifests link no ServiceAccounts of configured namespaces', async () => {
    const knex = await databases.init('SQLITE_3');
    await expect(
      startPortal({
        knex,
        features: [kubernetesModule],
        settings: {
          clusters: [{ name: 'external', externalSecrets }],
          namespaces: [
            { ...external, workspace: payments, serviceAccounts: ['default'] },
          ],
        },
      }),
    ).rejects.toThrow(
      'integratedRegistry.namespaces[0].serviceAccounts: The cluster external takes manifests',
    );
  });
});
