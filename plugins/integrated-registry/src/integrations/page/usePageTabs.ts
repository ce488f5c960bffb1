import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HeaderNavTab } from '@backstage/ui';
import { useLocation, useResolvedPath } from 'react-router-dom';
import { integratedRegistryTranslationRef } from '../../translations';

/** A tab of the page; the first one is at the page's own address. */
export type PageTab = 'integrations' | 'namespaces';

/**
 * The tabs of the page, each at an address of its own. The workspace stays chosen.
 *
 * @param tab - the one whose route renders the caller
 */
export function usePageTabs(tab: PageTab): HeaderNavTab[] {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { search } = useLocation();
  const { pathname } = useResolvedPath(tab === 'integrations' ? '.' : '..');
  const page = pathname.replace(/\/$/, '');
  return [
    {
      id: 'integrations',
      label: t('page.tabs.integrations'),
      href: `${page || '/'}${search}`,
    },
    {
      id: 'namespaces',
      label: t('page.tabs.namespaces'),
      href: `${page}/namespaces${search}`,
    },
  ];
}
