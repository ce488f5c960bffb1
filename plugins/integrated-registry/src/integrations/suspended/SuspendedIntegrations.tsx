import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import { useFormats } from '../../ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { RemoveDialog } from '../remove';
import { AssignDialog } from './AssignDialog';
import styles from './SuspendedIntegrations.module.css';

export interface SuspendedIntegrationsProps {
  /** An integration belongs to a workspace again, or is gone. */
  onChanged(): void;
}

const actions = [
  { action: 'assign', text: 'suspended.assign', label: 'suspended.assignOne' },
  { action: 'remove', text: 'suspended.remove', label: 'suspended.removeOne' },
] as const;

interface Open {
  action: (typeof actions)[number]['action'];
  integration: Integration;
}

/**
 * Integrations whose workspace has left the catalog, for platform admins to assign or remove. Nothing
 * is drawn where there are none, and others see none.
 */
export function SuspendedIntegrations({
  onChanged,
}: SuspendedIntegrationsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listIntegrations({ suspended: true }, { signal }),
    [api],
  );
  const { value, reload } = useLoad(load);
  const [open, setOpen] = useState<Open>();
  const items = value?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    reload();
    onChanged();
  };
  return (
    <>
      <Alert
        role="status"
        icon
        status="warning"
        title={t('suspended.title')}
        description={
          <>
            <div>{t('suspended.what')}</div>
            <ul className={styles.list} aria-label={t('suspended.title')}>
              {items.map(integration => (
                <li key={integration.id} className={styles.row}>
                  <Text as="div" className={styles.what}>
                    {t('suspended.row', {
                      name: integration.name,
                      workspace: integration.workspace ?? '',
                      since: formats.moment(integration.suspendedSince ?? ''),
                    })}
                  </Text>
                  {actions.map(({ action, text, label }) => (
                    <Button
                      key={action}
                      size="small"
                      variant="secondary"
                      aria-label={t(label, { name: integration.name })}
                      onPress={() => setOpen({ action, integration })}
                    >
                      {t(text)}
                    </Button>
                  ))}
                </li>
              ))}
            </ul>
            {value?.nextCursor && <div>{t('suspended.more')}</div>}
          </>
        }
      />
      {open?.action === 'assign' && (
        <AssignDialog
          integration={open.integration}
          onAssigned={done}
          onClose={close}
        />
      )}
      {open?.action === 'remove' && (
        <RemoveDialog
          integration={open.integration}
          workspace={open.integration.workspace ?? ''}
          onRemoved={done}
          onClose={close}
        />
      )}
    </>
  );
}
