import { message } from 'backstage-plugin-integrated-registry-common';
import {
  PreparedManifest,
  PullManifestTarget,
  UnpreparedManifest,
  WantedManifest,
} from 'backstage-plugin-integrated-registry-node';
import { ExternalSecretsSettings } from './externalSecretsSchema';
import { dockerConfigTemplate, TemplateEntry } from './dockerConfigTemplate';
import { dataFrom, Generator, generatorOf, valuesOf } from './generators';
import { manifestYaml } from './manifestYaml';
import { storeKey } from './storeKey';

/**
 * A cluster with the External Secrets operator: what is handed out says under which keys of a secret
 * store the credentials are, or which generators make them, and holds none itself.
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
    const used = new Set<Generator>();
    const auths: TemplateEntry[] = [];
    for (const { key, integration } of entries) {
      const generator = generatorOf(key, this.#settings.generators);
      if (generator) {
        used.add(generator);
        const at = [...used].indexOf(generator);
        auths.push({ key, ...valuesOf(generator, at) });
        continue;
      }
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
      const at = [...owners.keys()].indexOf(stored);
      auths.push({
        key,
        username: `username${at}`,
        password: `password${at}`,
      });
    }
    const text = this.#write(wanted, auths, {
      keys: [...owners.keys()],
      generators: [...used],
    });
    return { content: text, write: () => text };
  }

  #write(
    { namespace, name, labels }: WantedManifest,
    auths: readonly TemplateEntry[],
    {
      keys,
      generators,
    }: { keys: readonly string[]; generators: readonly Generator[] },
  ): string {
    const { secretStore, refreshInterval } = this.#settings;
    const { usernameProperty, passwordProperty } = this.#settings;
    return manifestYaml({
      apiVersion: 'external-secrets.io/v1',
      kind: this.manifestKind,
      metadata: { name, namespace },
      spec: {
        refreshInterval,
        ...(keys.length > 0 && {
          secretStoreRef: { name: secretStore.name, kind: secretStore.kind },
        }),
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
        ...(keys.length > 0 && {
          data: keys.flatMap((key, at) => [
            {
              secretKey: `username${at}`,
              remoteRef: { key, property: usernameProperty },
            },
            {
              secretKey: `password${at}`,
              remoteRef: { key, property: passwordProperty },
            },
          ]),
        }),
        ...(generators.length > 0 && { dataFrom: generators.map(dataFrom) }),
      },
    });
  }
}
