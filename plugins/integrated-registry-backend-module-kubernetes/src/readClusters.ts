import type { Config } from '@backstage/config';
import { clusterNameSchema } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import {
  ExternalSecretsSettings,
  externalSecretsSchema,
} from './manifests/externalSecretsSchema';
import {
  SealingCertificate,
  sealedSecretsSchema,
} from './manifests/sealedSecretsSchema';

/** What is written to a cluster, or handed out instead. */
export type ConfiguredCluster =
  | ClusterSettings
  | { name: string; sealedSecrets: SealingCertificate }
  | { name: string; externalSecrets: ExternalSecretsSettings };

/** How to reach a cluster, and as whom. */
export interface ClusterSettings {
  name: string;
  /** Without a slash at the end. */
  url: string;
  /** PEM. */
  caCertificate?: string;
  /** File with PEM. */
  caFile?: string;
  token?: string;
  tokenFile?: string;
}

const KEY = 'integratedRegistry.clusters';
/** Kubernetes, "Accessing the Kubernetes API from a Pod". */
const IN_CLUSTER = {
  url: 'https://kubernetes.default.svc',
  caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
  tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
} as const;

const clusterSchema = z
  .strictObject({
    name: clusterNameSchema,
    url: z
      .url({
        protocol: /^https?$/,
        error: 'must be a web address such as https://10.0.0.1:6443',
      })
      .optional(),
    caData: z.string().optional(),
    caFile: z.string().optional(),
    serviceAccountToken: z.string().min(1, 'is empty').optional(),
    tokenFile: z.string().optional(),
    sealedSecrets: sealedSecretsSchema.optional(),
    externalSecrets: externalSecretsSchema.optional(),
  })
  .refine(
    ({ sealedSecrets, externalSecrets }) => !sealedSecrets || !externalSecrets,
    'has both sealedSecrets and externalSecrets. Take one of the two out',
  )
  .refine(
    ({ sealedSecrets, externalSecrets, ...others }) =>
      (!sealedSecrets && !externalSecrets) ||
      Object.keys(others).every(key => key === 'name'),
    'takes manifests, so the portal never asks it. Take out url, caData, caFile, serviceAccountToken and tokenFile',
  )
  .refine(
    ({ caData, caFile }) => caData === undefined || caFile === undefined,
    'has both caData and caFile. Take one of the two out',
  )
  .refine(
    ({ serviceAccountToken, tokenFile }) =>
      serviceAccountToken === undefined || tokenFile === undefined,
    'has both serviceAccountToken and tokenFile. Take one of the two out',
  )
  .refine(
    ({ url, serviceAccountToken, tokenFile }) =>
      url === undefined ||
      serviceAccountToken !== undefined ||
      tokenFile !== undefined,
    'has neither serviceAccountToken nor tokenFile. Add one of the two',
  );

/**
 * The clusters of `integratedRegistry.clusters`.
 *
 * @throws Error with everything that is wrong with them, never with a token
 */
export function readClusters(config: Config): ConfiguredCluster[] {
  const problems: string[] = [];
  const names = new Set<string>();
  const clusters = (config.getOptionalConfigArray(KEY) ?? []).flatMap(
    (raw, at) => {
      const path = `${KEY}[${at}]`;
      const { data, error } = clusterSchema.safeParse(raw.get());
      for (const { path: field, message } of error?.issues ?? []) {
        problems.push(`${[path, ...field.map(String)].join('.')}: ${message}`);
      }
      if (!data) {
        return [];
      }
      if (names.has(data.name)) {
        problems.push(`${path}.name: is the name of another cluster`);
      }
      names.add(data.name);
      return [toSettings(data)];
    },
  );
  if (problems.length > 0) {
    throw new Error(
      ['Clusters of the configuration cannot be used:', ...problems].join('\n'),
    );
  }
  return clusters;
}

function toSettings({
  name,
  url,
  caData,
  caFile,
  serviceAccountToken,
  tokenFile,
  sealedSecrets,
  externalSecrets,
}: z.infer<typeof clusterSchema>): ConfiguredCluster {
  if (sealedSecrets) {
    return { name, sealedSecrets };
  }
  if (externalSecrets) {
    return { name, externalSecrets };
  }
  if (url === undefined) {
    return { name, ...IN_CLUSTER };
  }
  return {
    name,
    url: url.replace(/\/+$/, ''),
    ...(caData !== undefined && {
      caCertificate: Buffer.from(caData, 'base64').toString('utf8'),
    }),
    ...(caFile !== undefined && { caFile }),
    ...(serviceAccountToken !== undefined && { token: serviceAccountToken }),
    ...(tokenFile !== undefined && { tokenFile }),
  };
}
