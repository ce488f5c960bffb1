import { KubernetesSimulator } from 'kubernetes-simulator';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCertificates } from 'registry-simulator';

/** Of kubectl. */
const ADMIN_TOKEN = 'token-of-the-administrator-of-the-cluster';

interface ClusterOptions {
  /** For certificates and the file `kubeconfig`, with which kubectl may do everything. */
  directory: string;
  /** Of the workspace Payments. */
  namespace: string;
  /** Name of the pull secret. */
  secretName: string;
  /** With which the portal may do what the tab Namespaces prints as a Role. */
  token: string;
}

/**
 * A stand-in for a cluster, over HTTPS.
 *
 * @returns also the file with the certificate of its authority
 */
export async function startCluster({
  directory,
  namespace,
  secretName,
  token,
}: ClusterOptions): Promise<{
  cluster: KubernetesSimulator;
  authority: string;
}> {
  const { key, certificate, authority } = await createCertificates(directory);
  const cluster = await KubernetesSimulator.start({
    tls: {
      key: await readFile(key, 'utf8'),
      cert: await readFile(certificate, 'utf8'),
    },
  });
  cluster.createNamespace(namespace, {
    'integrated-registry.io/workspace': 'default.payments',
  });
  const portal = {
    token,
    user: 'system:serviceaccount:portal:integrated-registry',
    namespace,
  };
  cluster.allow({
    ...portal,
    resource: 'secrets',
    names: [secretName],
    verbs: ['get', 'patch', 'create', 'delete'],
  });
  cluster.allow({
    ...portal,
    resource: 'namespaces',
    names: [namespace],
    verbs: ['get'],
  });
  cluster.allow({
    token: ADMIN_TOKEN,
    user: 'admin',
    resource: '*',
    verbs: ['*'],
  });
  const name = 'test';
  await writeFile(
    join(directory, 'kubeconfig'),
    // JSON is YAML.
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      clusters: [
        {
          name,
          cluster: { server: cluster.url, 'certificate-authority': authority },
        },
      ],
      contexts: [{ name, context: { cluster: name, user: 'admin' } }],
      users: [{ name: 'admin', user: { token: ADMIN_TOKEN } }],
    }),
  );
  return { cluster, authority };
}
