import { Message, message } from 'backstage-plugin-integrated-registry-common';
import {
  PreparedManifest,
  PullManifestTarget,
  TargetCallOptions,
  UnpreparedManifest,
  WantedManifest,
} from 'backstage-plugin-integrated-registry-node';
import { readFile } from 'node:fs/promises';
import { SealingCertificate } from './sealedSecretsSchema';
import { manifestYaml } from './manifestYaml';
import { readCertificate } from './readCertificate';
import { seal } from './seal';

/**
 * A cluster with the Sealed Secrets controller: what is handed out is encrypted with the controller's
 * certificate.
 */
export class SealedSecretTarget implements PullManifestTarget {
  readonly cluster: string;
  readonly manifestKind = 'SealedSecret';
  readonly #certificate: SealingCertificate;

  constructor(cluster: string, certificate: SealingCertificate) {
    this.cluster = cluster;
    this.#certificate = certificate;
  }

  async prepare(
    { namespace, name, labels, dockerConfigJson }: WantedManifest,
    { signal }: TargetCallOptions,
  ): Promise<PreparedManifest | UnpreparedManifest> {
    const pem = await this.#read(signal);
    const certificate =
      pem === undefined
        ? message('CLUSTER_FILE_UNREADABLE', {
            key: 'sealedSecrets.certificateFile',
          })
        : readCertificate(pem);
    if ('code' in certificate) {
      return this.#refuse(
        message('SEALING_CERTIFICATE_UNUSABLE', {
          cluster: this.cluster,
          reason: certificate,
        }),
      );
    }
    const { publicKey, validTo } = certificate;
    if (validTo < new Date()) {
      return this.#refuse(
        message('SEALING_CERTIFICATE_EXPIRED', {
          cluster: this.cluster,
          date: validTo.toISOString(),
        }),
      );
    }
    return {
      content: JSON.stringify([namespace, name, labels, dockerConfigJson]),
      write: () =>
        manifestYaml({
          apiVersion: 'bitnami.com/v1alpha1',
          kind: this.manifestKind,
          metadata: { name, namespace },
          spec: {
            encryptedData: {
              '.dockerconfigjson': seal(
                dockerConfigJson,
                `${namespace}/${name}`,
                publicKey,
              ),
            },
            template: {
              type: 'kubernetes.io/dockerconfigjson',
              metadata: { name, namespace, labels },
            },
          },
        }),
    };
  }

  /** A file is read each time: controllers make a new certificate every 30 days. */
  async #read(signal: AbortSignal): Promise<string | undefined> {
    if ('pem' in this.#certificate) {
      return this.#certificate.pem;
    }
    try {
      return await readFile(this.#certificate.file, {
        encoding: 'utf8',
        signal,
      });
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  #refuse(what: Message): UnpreparedManifest {
    return {
      problem: { message: what, remedy: message('SEALING_CERTIFICATE_FETCH') },
    };
  }
}
