import {
  FoundPullSecret,
  PullSecretPlace,
  PullSecretTarget,
  TargetCallOptions,
  TargetNamespace,
  WantedPullSecret,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { ApiFailure, KubernetesApi } from './KubernetesApi';
import {
  metadataSchema,
  namespaceSchema,
  secretSchema,
  serviceAccountSchema,
} from './objects';
import { roleManifest } from './roleManifest';

/** By this name the API server knows whose fields are whose. */
const FIELD_MANAGER = 'integrated-registry';
/** Kubernetes, "Recommended Labels". */
const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
/**
 * Answers without the content of a Secret.
 * Source: Kubernetes API concepts, "Metadata-only fetches".
 */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';
/** How often something is written again that somebody else has changed at the same moment. */
const ATTEMPTS = 5;

/** Writes pull secrets to one cluster, as one service account with the rights that its Role gives. */
export class KubernetesTarget implements PullSecretTarget {
  readonly cluster: string;
  readonly #api: KubernetesApi;

  constructor(cluster: string, api: KubernetesApi) {
    this.cluster = cluster;
    this.#api = api;
  }

  async getNamespace(
    name: string,
    { signal }: TargetCallOptions,
  ): Promise<TargetNamespace | undefined> {
    const found = await unlessMissing(
      this.#api.ask(
        { method: 'GET', path: `/api/v1/namespaces/${name}`, signal },
        namespaceSchema,
      ),
    );
    return (
      found && {
        labels: found.metadata.labels,
        terminating:
          found.status.phase === 'Terminating' ||
          found.metadata.deletionTimestamp !== undefined,
      }
    );
  }

  async findSecret(
    place: PullSecretPlace,
    { signal }: TargetCallOptions,
  ): Promise<FoundPullSecret | undefined> {
    const found = await unlessMissing(
      this.#api.ask(
        {
          method: 'GET',
          path: secretPath(place),
          accept: METADATA_ONLY,
          signal,
        },
        secretSchema,
      ),
    );
    return found && toFound(found.metadata);
  }

  /**
   * Server-side apply: fields of others stay, and a field that somebody else has changed is a conflict.
   * Source: Kubernetes, "Server-Side Apply".
   */
  async applySecret(
    { dockerConfigJson, labels, ...place }: WantedPullSecret,
    { signal, takeOver = false }: TargetCallOptions & { takeOver?: boolean },
  ): Promise<FoundPullSecret> {
    const query = new URLSearchParams({
      fieldManager: FIELD_MANAGER,
      fieldValidation: 'Strict',
      force: String(takeOver),
    });
    const data = Buffer.from(dockerConfigJson).toString('base64');
    const { metadata } = await unlessOvertaken(() =>
      this.#api.ask(
        {
          method: 'PATCH',
          path: `${secretPath(place)}?${query}`,
          contentType: 'application/apply-patch+yaml',
          accept: METADATA_ONLY,
          body: {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: {
              name: place.name,
              namespace: place.namespace,
              labels,
            },
            type: 'kubernetes.io/dockerconfigjson',
            data: { '.dockerconfigjson': data },
          },
          signal,
          secrets: [data, ...secretsIn(dockerConfigJson)],
        },
        secretSchema,
      ),
    );
    return toFound(metadata);
  }

  async removeSecret(
    { uid, ...place }: PullSecretPlace & Pick<FoundPullSecret, 'uid'>,
    { signal }: TargetCallOptions,
  ): Promise<void> {
    try {
      await this.#api.ask(
        {
          method: 'DELETE',
          path: secretPath(place),
          body: {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            preconditions: { uid },
          },
          signal,
        },
        z.unknown(),
      );
    } catch (error) {
      // It is gone, or another has its name.
      if (
        !(error instanceof ApiFailure && [404, 409].includes(error.httpStatus))
      ) {
        throw error;
      }
    }
  }

  /** `imagePullSecrets` is an atomic list: apply would wipe entries of others. */
  async setLinked(
    {
      namespace,
      name,
      serviceAccount,
      linked,
    }: PullSecretPlace & { serviceAccount: string; linked: boolean },
    { signal }: TargetCallOptions,
  ): Promise<boolean> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}`;
    return unlessOvertaken(async () => {
      const account = await this.#api.ask(
        { method: 'GET', path, signal },
        serviceAccountSchema,
      );
      const others = account.imagePullSecrets.filter(
        entry => entry.name !== name,
      );
      const isLinked = others.length < account.imagePullSecrets.length;
      if (isLinked === linked) {
        return false;
      }
      const imagePullSecrets = linked ? [...others, { name }] : others;
      // With the resourceVersion that was read: a change of others in between is refused.
      await this.#api.ask(
        {
          method: 'PUT',
          path: `${path}?fieldManager=${FIELD_MANAGER}`,
          body: { ...account, imagePullSecrets },
          signal,
        },
        z.unknown(),
      );
      return true;
    });
  }

  describeRole(
    place: PullSecretPlace & { serviceAccounts: readonly string[] },
  ): string {
    return roleManifest({ ...place, subject: this.#api.subject });
  }

  close(): void {
    this.#api.close();
  }
}

function secretPath({ namespace, name }: PullSecretPlace): string {
  return `/api/v1/namespaces/${namespace}/secrets/${name}`;
}

function toFound({
  uid,
  resourceVersion,
  labels,
  managedFields,
}: z.infer<typeof metadataSchema>): FoundPullSecret {
  return {
    uid,
    resourceVersion,
    labels,
    ours:
      labels[MANAGED_BY_LABEL] === FIELD_MANAGER &&
      managedFields.some(
        ({ manager, operation }) =>
          manager === FIELD_MANAGER && operation === 'Apply',
      ),
  };
}

/** Passwords, and what they are written as. */
function secretsIn(dockerConfigJson: string): string[] {
  const { auths = {} }: { auths?: Record<string, Record<string, string>> } =
    JSON.parse(dockerConfigJson);
  return Object.values(auths).flatMap(({ password, auth }) =>
    [password, auth].filter(Boolean),
  );
}

/** Does it again where somebody else was faster. A field that is somebody else's is another conflict. */
async function unlessOvertaken<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const isOvertaken =
        error instanceof ApiFailure &&
        error.httpStatus === 409 &&
        error.code !== 'DRIFTED';
      if (!isOvertaken || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiFailure && error.httpStatus === 404) {
      return undefined;
    }
    throw error;
  }
}
