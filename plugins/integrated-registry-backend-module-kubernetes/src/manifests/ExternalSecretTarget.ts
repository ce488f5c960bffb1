import { message } from 'backstage-plugin-integrated-registry-common';
import {
  PreparedManifest,
  PullManifestTarget,
  UnpreparedManifest,
  WantedManifest,
} from 'backstage-plugin-integrated-registry-node';
import { ExternalSecretsSettings } from './externalSecretsSchema';
import { dockerConfigTemplate, TemplateEntry } from './dockerConfigTemplate';
import { manifestYaml } from './manifestYaml';
import { storeKey } from './storeKey';

/**
 * A cluster with the External Secrets operator: what is handed out says under which keys of a secret
 * store the credentials are, and holds none itself.
 */
export class ExternalSecretTarget implements PullManifestTarget {
  readonly cluster: string;
  readonly manifestKind = 'ExternalSecret';
  readonly #settings: ExternalSecretsSettings;

  constructor(cluster: string, settings: ExternalSecretsSettings) {
    this.cluster = cluster;
    this.#settings = settings;
  }

  async prepare(
    wanted: WantedManifest,
  ): Promise<PreparedManifest | UnpreparedManifest> {
    const { workspace, entries } = wanted;
    /** Whose credential each key of the store has. */
    const owners = new Map<string, { id: string; name: string }>();
    const auths: TemplateEntry[] = [];
    for (const { key, integration } of entries) {
      const stored = storeKey(this.#settings.key, workspace, integration);
      const owner = owners.get(stored) ?? integration;
      if (owner.id !== integration.id) {
        return {
          problem: {
            message: message('STORE_KEY_TAKEN', {
              integration: integration.name,
              other: owner.name,
              key: stored,
            }),
            remedy: message('STORE_KEY_TELL_APART'),
          },
        };
      }
      owners.set(stored, owner);
      auths.push({ key, login: [...owners.keys()].indexOf(stored) });
    }
    const text = this.#write(wanted, auths, [...owners.keys()]);
    return { content: text, write: () => text };
  }

  #write(
    { namespace, name, labels }: WantedManifest,
    auths: readonly TemplateEntry[],
    keys: readonly string[],
  ): string {
    const { secretStore, refreshInterval } = this.#settings;
    const { usernameProperty, passwordProperty } = this.#settings;
    return manifestYaml({
      apiVersion: 'external-secrets.io/v1',
      kind: this.manifestKind,
      metadata: { name, namespace },
      spec: {
        refreshInterval,
        secretStoreRef: { name: secretStore.name, kind: secretStore.kind },
        target: {
          name,
          creationPolicy: 'Owner',
          template: {
            engineVersion: 'v2',
            type: 'kubernetes.io/dockerconfigjson',
            metadata: { labels },
            data: {
              '.dockerconfigjson': dockerConfigTemplate(auths),
            },
          },
        },
        data: keys.flatMap((key, login) => [
          {
            secretKey: `username${login}`,
            remoteRef: { key, property: usernameProperty },
          },
          {
            secretKey: `password${login}`,
            remoteRef: { key, property: passwordProperty },
          },
        ]),
      },
    });
  }
}
