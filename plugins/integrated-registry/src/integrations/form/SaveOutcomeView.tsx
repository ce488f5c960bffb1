import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { ConnectionSteps } from '../connectionTest';
import { ErrorAlert } from '../../ui';
import { LostUpdateAlert } from './LostUpdateAlert';
import { SaveOutcome } from './useSaveIntegration';

export interface SaveOutcomeViewProps {
  outcome: SaveOutcome;
  integration?: Integration;
  onReload(): void;
  /** Integrates what is gone again. */
  onAnew(): void;
}

/** Saving under way, or why it failed and what can be done about it. */
export function SaveOutcomeView({
  outcome,
  integration,
  onReload,
  onAnew,
}: SaveOutcomeViewProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <div aria-live="polite" aria-busy={outcome.state === 'saving'}>
      {outcome.state === 'saving' && (
        <Alert isPending status="info" title={t('form.checking')} />
      )}
      {outcome.error !== undefined && (
        <ErrorAlert
          title={integration ? t('form.updateFailed') : t('form.createFailed')}
          error={outcome.error}
        />
      )}
      {outcome.diagnosis && (
        <ConnectionSteps
          diagnosis={outcome.diagnosis}
          failedTitle={step => t('form.notReachable', { step })}
          failedDescription={t('form.notReachableNext')}
        />
      )}
      {integration && outcome.latest && (
        <LostUpdateAlert
          read={integration}
          latest={outcome.latest}
          onReload={onReload}
        />
      )}
      {integration && outcome.gone && (
        <Alert
          role="alert"
          icon
          status="warning"
          title={t('conflict.gone', { name: integration.name })}
          description={t('conflict.goneNext')}
          customActions={
            <Button size="small" variant="secondary" onPress={onAnew}>
              {t('conflict.again')}
            </Button>
          }
        />
      )}
    </div>
  );
}
