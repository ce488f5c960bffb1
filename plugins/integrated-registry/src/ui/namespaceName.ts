import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { Translate } from '../translations';

/** Tells a namespace from others of the same name on other clusters. */
export function namespaceName(
  { namespace, cluster }: Pick<NamespaceBinding, 'namespace' | 'cluster'>,
  t: Translate,
): string {
  return t('namespaces.name', { namespace, cluster });
}
