import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { Foreign } from '../../ui';
import styles from './Bindings.module.css';

export interface CoveredIntegrationsProps {
  /** Ids. */
  integrations: readonly string[];
  /** By id; those of other workspaces may be missing. */
  names: ReadonlyMap<string, string>;
}

/** How many integrations a pull secret has a credential of; which, on hover and focus. */
export function CoveredIntegrations({
  integrations,
  names,
}: CoveredIntegrationsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  if (integrations.length === 0) {
    return <Text color="secondary">{t('namespaces.noIntegrations')}</Text>;
  }
  return (
    <TooltipTrigger delay={200}>
      <Button size="small" variant="tertiary" className={styles.covered}>
        {t('namespaces.integrations', { count: integrations.length })}
      </Button>
      <Tooltip>
        <IntegrationNames integrations={integrations} names={names} />
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The same as a list. */
export function IntegrationNames({
  integrations,
  names,
}: CoveredIntegrationsProps) {
  return (
    <ul className={styles.names}>
      {integrations.map(id => (
        <li key={id}>
          <Foreign>{names.get(id) ?? id}</Foreign>
        </li>
      ))}
    </ul>
  );
}
