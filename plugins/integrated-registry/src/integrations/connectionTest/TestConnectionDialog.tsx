import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useEffect } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { PageDialog } from '../../ui';
import { ConnectionTestResult } from './ConnectionTestResult';
import { useConnectionTest } from './useConnectionTest';

export interface TestConnectionDialogProps {
  integration: Integration;
  onClose(): void;
}

/** Tests the connection of a saved integration as it is, at once. */
export function TestConnectionDialog({
  integration,
  onClose,
}: TestConnectionDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const test = useConnectionTest();
  const { start } = test;
  const { id } = integration;

  useEffect(() => start({ integrationId: id }), [start, id]);

  return (
    <PageDialog
      title={t('test.title', { name: integration.name })}
      onClose={onClose}
      footer={
        <>
          {test.state !== 'running' && (
            <Button
              variant="secondary"
              onPress={() => start({ integrationId: id })}
            >
              {t('test.again')}
            </Button>
          )}
          <Button variant="primary" onPress={onClose}>
            {t('test.close')}
          </Button>
        </>
      }
    >
      <ConnectionTestResult test={test} />
    </PageDialog>
  );
}
