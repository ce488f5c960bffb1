import { stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { RecordBoundary } from '../../ui';
import { HealthBadge } from '../state';
import styles from './LinkedRegistriesCard.module.css';

export interface LinkedRegistriesCardProps {
  /** Path of the Integrated Registry page. */
  pagePath?: string;
}

/** What the caller may not see does not exist for them. */
const HIDDEN = ['NotFoundError', 'NotAllowedError'];

function RegistryRow({ integration }: { integration: Integration }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const detail =
    integration.access === 'shared' ? t('card.shared') : integration.url;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text as="div" weight="bold">
          {integration.name}
        </Text>
        {detail && (
          <Text as="div" variant="body-small" color="secondary">
            {detail}
          </Text>
        )}
      </div>
      <HealthBadge health={integration.health} />
    </li>
  );
}

/** The registries of the workspace that the group in the page's context is. */
export function LinkedRegistriesCard({ pagePath }: LinkedRegistriesCardProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { entity } = useEntity();
  const workspace = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
  const load = useCallback(
    async (signal: AbortSignal) => {
      try {
        const { items } = await api.listIntegrations(
          { workspace, limit: 200 },
          { signal },
        );
        return items;
      } catch (error) {
        if (isError(error) && HIDDEN.includes(error.name)) {
          return [];
        }
        throw error;
      }
    },
    [api, workspace],
  );
  const { value, error } = useLoad(load);

  let content = (
    <div role="status">
      <VisuallyHidden>{t('card.loading')}</VisuallyHidden>
      <Skeleton width="100%" height={48} />
    </div>
  );
  if (value) {
    content =
      value.length === 0 ? (
        <Text color="secondary">{t('card.none')}</Text>
      ) : (
        <ul className={styles.list}>
          {value.map(integration => (
            <RecordBoundary key={integration.id} wrap={text => <li>{text}</li>}>
              <RegistryRow integration={integration} />
            </RecordBoundary>
          ))}
        </ul>
      );
  } else if (error) {
    content = <Text color="secondary">{t('card.unavailable')}</Text>;
  }
  return (
    <EntityInfoCard
      title={t('card.linkedRegistries')}
      footerActions={
        pagePath && value && value.length > 0 ? (
          <Link href={`${pagePath}?workspace=${encodeURIComponent(workspace)}`}>
            {t('card.openPage')}
          </Link>
        ) : undefined
      }
    >
      {content}
    </EntityInfoCard>
  );
}
