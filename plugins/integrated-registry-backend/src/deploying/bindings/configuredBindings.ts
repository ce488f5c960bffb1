import type { Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import {
  CreateNamespaceBindingRequest,
  createNamespaceBindingRequestSchema,
  message,
  summarizeIssues,
} from 'backstage-plugin-integrated-registry-common';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { PullSecretTargets } from '../PullSecretTargets';
import { DatabaseBindingStore } from './DatabaseBindingStore';
import { StoredBinding } from './StoredBinding';

const KEY = 'integratedRegistry.namespaces';
const AUTHOR = 'config';

/**
 * The bindings of `integratedRegistry.namespaces`.
 *
 * @throws Error with everything that is wrong with them, each with its path
 */
export function readConfiguredBindings(
  config: Config,
  targets: Pick<PullSecretTargets, 'takesManifests'>,
): CreateNamespaceBindingRequest[] {
  const problems: string[] = [];
  const paths = new Map<string, string>();
  const read = (config.getOptionalConfigArray(KEY) ?? []).flatMap((raw, at) => {
    const path = `${KEY}[${at}]`;
    const { data, error } = createNamespaceBindingRequestSchema.safeParse(
      raw.get(),
    );
    if (error) {
      for (const { path: field, message: text } of summarizeIssues(error)
        .issues) {
        problems.push(`${path}.${field}: ${text}`);
      }
      return [];
    }
    const key = `${data.cluster}/${data.namespace}`;
    const other = paths.get(key);
    if (other !== undefined) {
      problems.push(
        `${path}: ${other} binds the namespace ${data.namespace} of the cluster ${data.cluster} already. Take one of the two out`,
      );
    }
    paths.set(key, path);
    const { cluster, serviceAccounts } = data;
    if (targets.takesManifests(cluster) && serviceAccounts.length > 0) {
      problems.push(
        `${path}.serviceAccounts: ${
          message('MANIFEST_LINKS_NOTHING', { cluster }).text
        }`,
      );
    }
    return [data];
  });
  refuse(problems);
  return read;
}

/**
 * Brings the database in line with the bindings of the configuration; one that has left it is removed
 * with its pull secret.
 *
 * @throws Error where a namespace was bound to another workspace in the page; then nothing is changed
 */
export async function syncConfiguredBindings(
  wanted: readonly CreateNamespaceBindingRequest[],
  bindings: DatabaseBindingStore,
): Promise<void> {
  const known = new Map(
    (await bindings.list()).map(each => [
      `${each.cluster}/${each.namespace}`,
      each,
    ]),
  );
  refuse(
    wanted.flatMap(({ cluster, namespace, workspace }) => {
      const found = known.get(`${cluster}/${namespace}`);
      return found?.managedBy === 'user' && found.workspace !== workspace
        ? [
            `${KEY}: the namespace ${namespace} of the cluster ${cluster} is to belong to ${workspace}, and was bound to ${found.workspace} in the page. Remove that binding, or this entry`,
          ]
        : [];
    }),
  );
  const keys = new Set<string>();
  for (const one of wanted) {
    const key = `${one.cluster}/${one.namespace}`;
    keys.add(key);
    const found = known.get(key);
    if (found && !isAsConfigured(found, one)) {
      await bindings.setConfigured(found, one);
    } else if (!found) {
      await createOne(one, bindings);
    }
  }
  for (const [key, { id, managedBy, removingSince }] of known) {
    if (
      managedBy === 'config' &&
      !keys.has(key) &&
      removingSince === undefined
    ) {
      await bindings.markRemoving(id);
    }
  }
}

function isAsConfigured(
  found: StoredBinding,
  one: CreateNamespaceBindingRequest,
): boolean {
  return (
    found.managedBy === 'config' &&
    found.removingSince === undefined &&
    found.workspace === one.workspace &&
    isDeepStrictEqual(found.serviceAccounts, one.serviceAccounts)
  );
}

/** Another replica that starts at the same moment may be faster. */
async function createOne(
  one: CreateNamespaceBindingRequest,
  bindings: DatabaseBindingStore,
): Promise<void> {
  try {
    await bindings.create({
      ...one,
      id: randomUUID(),
      managedBy: 'config',
      createdAt: new Date().toISOString(),
      createdBy: AUTHOR,
    });
  } catch (error) {
    if (!isError(error) || error.name !== 'ConflictError') {
      throw error;
    }
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error(
      [
        'Namespaces of the configuration cannot be bound. Nothing was changed; correct them and start again.',
        ...problems,
      ].join('\n'),
    );
  }
}
