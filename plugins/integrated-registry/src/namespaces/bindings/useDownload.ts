import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  IntegratedRegistryError,
  messageIn,
  NamespaceBinding,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { namespaceName, Notice } from '../../ui';

/** Has the manifest of a namespace made, saves it as a file, and says how that went. */
export function useDownload(
  onDone: (notice: Notice) => void,
): (binding: NamespaceBinding) => Promise<void> {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  return async binding => {
    const { workspace, cluster, namespace: name } = binding;
    const namespace = namespaceName(binding, t);
    try {
      const { manifest, problem } = await api.call('ensurePullSecret', {
        body: { workspace, cluster, namespace: name },
      });
      if (manifest === undefined) {
        throw new IntegratedRegistryError({
          name: 'ConflictError',
          message: problem
            ? messageIn(problem)
            : t('namespaces.notice.noManifest'),
          httpStatus: 409,
        });
      }
      saveFile(fileNameOf(binding), manifest);
      onDone({ message: t('namespaces.notice.downloaded', { namespace }) });
    } catch (error) {
      onDone({
        message: t('namespaces.notice.downloadFailed', { namespace }),
        error,
      });
    }
  };
}

function fileNameOf({
  namespace,
  secretName,
  manifestKind = 'SealedSecret',
}: NamespaceBinding): string {
  const kind = manifestKind.toLocaleLowerCase('en-US');
  return `${namespace}-${secretName}.${kind}.yaml`;
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'application/yaml' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
