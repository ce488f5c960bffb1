import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorAlert } from '../../ui';
import { ConnectionSteps, ConnectionStepsProps } from './ConnectionSteps';
import { ConnectionTest } from './useConnectionTest';

/** A connection test under way or its outcome, read out to those who cannot see it. */
export function ConnectionTestResult({
  test,
  onUse,
}: {
  test: ConnectionTest;
  onUse?: ConnectionStepsProps['onUse'];
}) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <div aria-live="polite" aria-busy={test.state === 'running'}>
      {test.state === 'running' && (
        <Alert
          isPending
          status="info"
          title={t('test.running')}
          customActions={
            <Button size="small" variant="secondary" onPress={test.cancel}>
              {t('test.cancel')}
            </Button>
          }
        />
      )}
      {test.state === 'cancelled' && <Text>{t('test.cancelled')}</Text>}
      {test.state === 'error' && (
        <ErrorAlert title={t('test.notRun')} error={test.error} />
      )}
      {test.diagnosis && (
        <ConnectionSteps diagnosis={test.diagnosis} onUse={onUse} />
      )}
    </div>
  );
}
