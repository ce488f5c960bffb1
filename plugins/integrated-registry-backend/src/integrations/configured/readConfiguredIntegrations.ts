import type { Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import { summarizeIssues } from 'backstage-plugin-integrated-registry-common';
import { RegistryProvider } from 'backstage-plugin-integrated-registry-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { IntegrationSettings } from '../../model';
import { ProviderRegistry } from '../../providers';
import {
  checkCredential,
  expiryChange,
  settingsOf,
} from '../integrationSettings';
import { nameAsSeen } from '../nameAsSeen';
import { ConfigurationProblems } from './ConfigurationProblems';
import { configuredIntegrationSchema } from './configuredIntegrationSchema';

/** An integration as the configuration wants it. */
export interface ConfiguredIntegration {
  /** The same at every start and in every replica, for as long as it means the same registry. */
  id: string;
  /** Where it stands, such as `integratedRegistry.integrations[2]`. */
  path: string;
  settings: IntegrationSettings;
  password?: string;
  credentialExpiresAt?: Date;
}

type Entry = z.infer<typeof configuredIntegrationSchema>;

/**
 * The integrations of `integratedRegistry.integrations`.
 *
 * @throws Error with everything that is wrong with them, each with its path; never with a secret
 */
export function readConfiguredIntegrations(
  config: Config,
  providers: ProviderRegistry,
): ConfiguredIntegration[] {
  const problems = new ConfigurationProblems();
  const paths = new Map<string, string>();
  const read = (
    config.getOptionalConfigArray('integratedRegistry.integrations') ?? []
  ).flatMap((raw, at) => {
    const path = `integratedRegistry.integrations[${at}]`;
    const result = configuredIntegrationSchema.safeParse(raw.get());
    if (!result.success) {
      const { issues, omitted } = summarizeIssues(result.error);
      for (const issue of issues) {
        problems.add(path, issue.path, issue.message);
      }
      if (omitted > 0) {
        problems.add(path, '', `${omitted} more problems are not named`);
      }
      return [];
    }
    const { workspace, name } = result.data;
    const key = JSON.stringify([workspace, nameAsSeen(name)]);
    const namesake = paths.get(key);
    if (namesake !== undefined) {
      problems.add(
        path,
        'name',
        `${namesake} has the name ${JSON.stringify(
          name,
        )} in ${workspace} already. Give one of the two another name`,
      );
    }
    paths.set(key, path);
    return readOne(result.data, raw.get('url'), {
      path,
      providers,
      problems,
    });
  });
  problems.throwIfAny();
  return read;
}

function readOne(
  entry: Entry,
  written: unknown,
  {
    path,
    providers,
    problems,
  }: {
    path: string;
    providers: ProviderRegistry;
    problems: ConfigurationProblems;
  },
): ConfiguredIntegration[] {
  const { password, username } = entry;
  const hasPassword = password !== undefined;
  const attempt = <T>(field: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.add(path, field, isError(error) ? error.message : 'unusable');
      return undefined;
    }
  };
  const provider: RegistryProvider | undefined = attempt('type', () =>
    providers.get(entry.type),
  );
  if (!provider) {
    return [];
  }
  attempt(username === undefined ? 'username' : 'password', () =>
    checkCredential(provider, { username }, hasPassword),
  );
  const expiry = attempt('credentialExpiresAt', () =>
    expiryChange(entry.credentialExpiresAt, hasPassword),
  );
  return [
    {
      id: idOf({ ...entry, url: urlOfId(written, entry.url) }),
      path,
      settings: settingsOf(provider, entry),
      ...(hasPassword && { password }),
      ...(expiry instanceof Date && { credentialExpiresAt: expiry }),
    },
  ];
}

/** For ids, which stay as they were made once. */
function nameIn(workspace: string, name: string): string {
  return JSON.stringify([workspace, name.toLocaleLowerCase('en-US')]);
}

/** An address that earlier versions understood makes the id that it made there. */
function urlOfId(written: unknown, url: string): string {
  try {
    const before = new URL(String(written));
    return /^https?:$/.test(before.protocol)
      ? before.toString().replace(/\/+$/, '')
      : url;
  } catch {
    return url;
  }
}

/** What an id is made from, together with the name. */
export const IDENTITY = ['workspace', 'type', 'url'] as const;

/** Another address or type is another registry, and none of the repositories known are its own. */
function idOf({ workspace, name, type, url }: Entry): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([nameIn(workspace, name), type, url]))
    .digest('hex');
  return `config-${hash.slice(0, 32)}`;
}
