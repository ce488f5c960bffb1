import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { remembered } from '../platform';

/** What the configuration says besides keys, network policy and integrations. */
export type Settings = ReturnType<typeof readSettings>;

/** @throws Error that names the key and what may stand there */
export function readSettings(config: Config) {
  const root = config.getOptionalConfig('integratedRegistry');
  const number = (key: string, otherwise: number, atLeast?: number) =>
    readNumber(root, key, otherwise, atLeast);
  return {
    platformAdmins: (root?.getOptionalStringArray('platformAdmins') ?? []).map(
      readRef,
    ),
    defaultAdmins: readChoice(root, 'workspaces.defaultAdmins', [
      'none',
      'members',
    ]),
    /** False leaves who may do what to the permission policy alone. */
    enforceRoles: readEnforceRoles(config),
    /** Who says which groups somebody belongs to. */
    membership: readChoice(root, 'workspaces.membership', ['catalog', 'token']),
    /** How long a workspace may be away and have its integrations again. */
    workspaceGraceMs: 3_600_000 * number('workspaces.graceHours', 24, 0),
    /** How long answers about who may read and use are remembered. */
    permissionsMaxAgeMs: 1_000 * readMaxAgeSeconds(root),
    healthSchedule: readSchedule(root, 'schedule.health', 5),
    crawlSchedule: readSchedule(root, 'schedule.crawl', 60),
    /** How long a person waits for a registry in total. */
    interactiveDeadlineMs: 1_000 * number('deadlines.interactive', 10),
    limits: {
      connectionTests: number('limits.connectionTestsPerMinute', 20),
      resolves: number('limits.resolvesPerMinute', 120),
      imageUses: number('limits.imageUsesPerMinute', 60),
      clusterRequests: number('limits.clusterRequestsPerMinute', 60),
    },
    /** Within a minute, in one replica. */
    webhookLimits: {
      /** Repositories of an integration that are looked at one by one. */
      looks: number('limits.webhookRepositoriesPerMinute', 120),
      /** Calls without the right secret that are answered and audited one by one. */
      refused: number('limits.refusedWebhooksPerMinute', 60),
    },
    /** How many image uses are kept. */
    imageUseLimits: {
      perPerson: number('limits.imageUsesPerPerson', 1_000),
      perWorkspace: number('limits.imageUsesPerWorkspace', 10_000),
    },
    /** What one registry is asked by one replica. */
    registryLimits: {
      maxConcurrent: number('limits.registryRequestsAtOnce', 8),
      requestsPerSecond: number('limits.registryRequestsPerSecond', 50),
    },
    /** Of one integration, in the repository index. */
    maxRepositories: number('limits.repositoriesPerIntegration', 200_000),
    /** How many days something stays there that the registry no longer shows. */
    keepDays: number('repositoryIndex.keepDays', 30),
    /** Name of the pull secrets. */
    pullSecretName: readSecretName(root),
    /** After how long a pull secret that is in place is compared again. */
    mintedDays: number('pullSecrets.mintedDays', 30),
    mintedGraceMs: 3_600_000 * number('pullSecrets.mintedGraceHours', 1),
    pullSecretIntervalMs: 60_000 * number('pullSecrets.compareEveryMinutes', 5),
    /** How many days ahead of its end a password is warned about. */
    expiryWarningDays: number('credentials.expiryWarningDays', 14),
  };
}

/** Something has to decide: without roles and without a policy everybody could do everything. */
function readEnforceRoles(config: Config): boolean {
  const key = 'integratedRegistry.workspaces.enforceRoles';
  const enforceRoles = config.getOptionalBoolean(key) ?? true;
  if (!enforceRoles && !config.getOptionalBoolean('permission.enabled')) {
    throw new Error(
      `${key} is false, but permission.enabled is not true: everybody could change and remove every integration. Set permission.enabled to true and install a permission policy that knows the permissions of the Integrated Registry, or take ${key} out`,
    );
  }
  return enforceRoles;
}

/** One of the words; the first where there is none. */
function readChoice<T extends string>(
  root: Config | undefined,
  key: string,
  words: readonly [T, ...T[]],
): T {
  const word = root?.getOptionalString(key) ?? words[0];
  const found = words.find(each => each === word);
  if (found === undefined) {
    throw new Error(
      `integratedRegistry.${key} is ${JSON.stringify(
        word,
      )}, and must be ${words.join(' or ')}`,
    );
  }
  return found;
}

/** Nobody keeps a right that they have lost for more than a minute. */
function readMaxAgeSeconds(root: Config | undefined): number {
  const key = 'permissions.maxAgeSeconds';
  const known = remembered.policyAnswers.freshMs / 1_000;
  const seconds = readNumber(root, key, known, 0);
  if (seconds > 60) {
    throw new Error(
      `integratedRegistry.${key} is ${seconds}, and must be 60 at most`,
    );
  }
  return seconds;
}

function readRef(ref: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultNamespace: 'default' }),
    ).toLocaleLowerCase('en-US');
  } catch {
    throw new Error(
      `integratedRegistry.platformAdmins has the entry ${JSON.stringify(
        ref,
      )}, which is not an entity ref. Write it such as user:default/olivia or group:default/platform`,
    );
  }
}

/** Kubernetes, "Object Names and IDs": the name of a Secret. */
function readSecretName(root: Config | undefined): string {
  const key = 'pullSecrets.name';
  const name = root?.getOptionalString(key) ?? 'integrated-registry';
  if (!/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) {
    throw new Error(
      `integratedRegistry.${key} is ${JSON.stringify(
        name,
      )}, and must be the name of a Secret: lower case letters, digits, dashes and dots`,
    );
  }
  return name;
}

function readNumber(
  root: Config | undefined,
  key: string,
  otherwise: number,
  atLeast = 1,
): number {
  const number = root?.getOptionalNumber(key) ?? otherwise;
  if (!Number.isInteger(number) || number < atLeast) {
    throw new Error(
      `integratedRegistry.${key} is ${number}, and must be a whole number ${
        atLeast === 0 ? 'from 0 on' : 'above 0'
      }`,
    );
  }
  return number;
}

function readSchedule(
  root: Config | undefined,
  key: string,
  minutes: number,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = root?.getOptionalConfig(key);
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : {
        frequency: { minutes },
        timeout: { minutes },
        initialDelay: { seconds: 10 },
      };
}
