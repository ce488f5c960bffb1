import { z } from 'zod';
import { wordingSchema } from '../messages';
import { issueText } from './issueTexts';
import { pageSchema, pagingQuerySchema } from './paging';
import { verbatimText } from './text';
import { workspaceRefSchema } from './workspaces';

/** Kubernetes, "Object Names and IDs": RFC 1123 label names. */
const LABEL_NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain names. */
const SUBDOMAIN =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** The most ServiceAccounts that one binding links. */
const MAX_SERVICE_ACCOUNTS = 20;

/** Name of a cluster, as the configuration calls it. @public */
export const clusterNameSchema = verbatimText('FIELD_CLUSTER', 63).regex(
  LABEL_NAME,
  issueText('CLUSTER_NAME_INVALID'),
);

/** Name of a namespace. @public */
export const namespaceNameSchema = verbatimText('FIELD_NAMESPACE', 63).regex(
  LABEL_NAME,
  issueText('NAMESPACE_NAME_INVALID'),
);

export const serviceAccountsSchema = z
  .array(
    verbatimText('FIELD_SERVICE_ACCOUNT', 253).regex(
      SUBDOMAIN,
      issueText('SERVICE_ACCOUNT_NAME_INVALID'),
    ),
  )
  .max(
    MAX_SERVICE_ACCOUNTS,
    issueText('TOO_MANY_SERVICE_ACCOUNTS', { max: MAX_SERVICE_ACCOUNTS }),
  )
  .transform(names => [...new Set(names)].sort());

/**
 * Ties one namespace of one cluster to one workspace. Both sides have to agree: this, and the label
 * of the namespace.
 *
 * @public
 */
export const createNamespaceBindingRequestSchema = z.strictObject({
  /** Entity ref of a Group. */
  workspace: workspaceRefSchema,
  cluster: clusterNameSchema,
  namespace: namespaceNameSchema,
  /** ServiceAccounts of the namespace that the pull secret is linked to; none by default. */
  serviceAccounts: serviceAccountsSchema.default([]),
});

/** @public */
export type CreateNamespaceBindingRequest = z.infer<
  typeof createNamespaceBindingRequestSchema
>;

/**
 * Where the pull secret of a namespace stands. `inPlace`: as it has to be; `writing`: to be written or
 * removed; `empty`: no credential goes out, so there is none; `manifest`: handed out as a manifest, and
 * the portal does not see whether it was applied; `drifted`: somebody else has changed it; `refused`:
 * the cluster, or the namespace's label, does not let it in, or no manifest can be made; `unreachable`:
 * the cluster does not answer.
 */
export const pullSecretStateSchema = z.enum([
  'inPlace',
  'writing',
  'empty',
  'manifest',
  'drifted',
  'refused',
  'unreachable',
]);

/** @public */
export type PullSecretState = z.infer<typeof pullSecretStateSchema>;

/** The kind of Kubernetes object that becomes a Secret once it is applied. */
export const manifestKindSchema = z.enum(['SealedSecret', 'ExternalSecret']);

/** @public */
export type ManifestKind = z.infer<typeof manifestKindSchema>;

/** Why a pull secret is not in place, and what to do. */
export const pullSecretProblemSchema = z.object({
  /** What happened. */
  message: z.string(),
  /** What to do about it. */
  remedy: z.string(),
  wording: wordingSchema.optional(),
});

/** @public */
export type PullSecretProblem = z.infer<typeof pullSecretProblemSchema>;

export const namespaceBindingSchema = z.object({
  id: z.string(),
  /** Entity ref of a Group. */
  workspace: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  serviceAccounts: z.array(z.string()),
  /** `config`: declared in the portal's configuration, read-only in the page. */
  managedBy: z.enum(['user', 'config']),
  /** Name of the Secret. */
  secretName: z.string(),
  /** The label that the namespace has to carry, as `key=value`. */
  label: z.string(),
  /** Where nothing is written to the cluster: what is handed out instead. */
  manifestKind: manifestKindSchema.optional(),
  state: pullSecretStateSchema,
  /** ISO 8601; since when the state has been what it is. */
  since: z.string(),
  /** ISO 8601; when the cluster was last asked. */
  checkedAt: z.string().optional(),
  /** ISO 8601; when the Secret was last written, or its manifest last handed out. */
  appliedAt: z.string().optional(),
  /** Why it is not in place. */
  problem: pullSecretProblemSchema.optional(),
  /** Ids of the integrations whose images the Secret, or a manifest made now, lets pods pull. */
  integrations: z.array(z.string()),
  /** Being removed: the binding goes as soon as its Secret is gone. */
  removing: z.boolean(),
  /** May the caller have it written now, and take it over? */
  canSync: z.boolean(),
  /** May the caller remove it? */
  canRemove: z.boolean(),
  /** Role and RoleBinding that the portal's service account needs, as YAML; admins only. */
  role: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Entity ref, or `config`. */
  createdBy: z.string(),
});

/** @public */
export type NamespaceBinding = z.infer<typeof namespaceBindingSchema>;

export const namespaceBindingListQuerySchema = pagingQuerySchema.extend({
  workspace: workspaceRefSchema.optional(),
});

/** @public */
export type NamespaceBindingListQuery = z.infer<
  typeof namespaceBindingListQuerySchema
>;

/** By workspace, cluster and namespace. */
export const namespaceBindingListSchema = pageSchema(
  namespaceBindingSchema,
).extend({
  /** Is any cluster configured? */
  hasClusters: z.boolean(),
  /** Names of the clusters, for whoever may bind their namespaces; empty for others. */
  clusters: z.array(z.string()),
  /** Those of them that nothing is written to: they take manifests. */
  manifestClusters: z.array(z.string()),
  /** May the caller bind namespaces? */
  canBind: z.boolean(),
});

/** @public */
export type NamespaceBindingList = z.infer<typeof namespaceBindingListSchema>;

/** Has the pull secret of a namespace written, and tells how it stands. */
export const ensurePullSecretRequestSchema = z.strictObject({
  /** Entity ref of a Group. */
  workspace: workspaceRefSchema,
  cluster: clusterNameSchema,
  namespace: namespaceNameSchema,
  /** Id of the integration whose image is going to be pulled. */
  integration: verbatimText('FIELD_INTEGRATION', 64).optional(),
});

/** @public */
export type EnsurePullSecretRequest = z.infer<
  typeof ensurePullSecretRequestSchema
>;

export const pullSecretSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  state: pullSecretStateSchema,
  /** Why pods cannot pull with it, also where it is in place but lacks the integration. */
  problem: pullSecretProblemSchema.optional(),
  /** Can pods pull images of the integration that was asked about, or of all where none was? */
  ready: z.boolean(),
  /** What to put into a Pod's specification; empty where no Secret is needed. */
  imagePullSecrets: z.array(z.object({ name: z.string() })),
  /**
   * Where the cluster takes manifests: YAML of one Kubernetes object to commit or to apply. No credential
   * in it can be read outside the cluster.
   */
  manifest: z.string().optional(),
});

/** @public */
export type PullSecret = z.infer<typeof pullSecretSchema>;
