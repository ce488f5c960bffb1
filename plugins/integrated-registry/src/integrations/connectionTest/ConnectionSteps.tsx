import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiSkipForwardLine,
} from '@remixicon/react';
import {
  ConnectionSuggestion,
  Diagnosis,
  DiagnosisStep,
} from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Foreign } from '../../ui';
import styles from './ConnectionSteps.module.css';

const icons = {
  ok: RiCheckboxCircleLine,
  failed: RiCloseCircleLine,
  skipped: RiSkipForwardLine,
};

function ConnectionStep({ step }: { step: DiagnosisStep }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const Icon = icons[step.state];
  const { message } = word(step);
  const failure = step.failure && word(step.failure);
  return (
    <li className={styles.step}>
      <Icon aria-hidden size={20} className={styles[step.state]} />
      <div className={styles.text}>
        <Text as="div" weight="bold">
          {t(`test.step.${step.id}`)}: {t(`test.state.${step.state}`)}
        </Text>
        {message && (
          <Text as="div" color="secondary">
            <Foreign>{message}</Foreign>
          </Text>
        )}
        {failure && failure.message !== message && (
          <Text as="div">
            <Foreign>{failure.message}</Foreign>
          </Text>
        )}
        {failure && (
          <Text as="div">
            <Foreign>{t('test.remedy', { remedy: failure.remedy })}</Foreign>
          </Text>
        )}
      </div>
    </li>
  );
}

export interface ConnectionStepsProps {
  diagnosis: Diagnosis;
  /** Instead of the title that names the failed step. */
  failedTitle?(step: string): string;
  failedDescription?: string;
  /** Puts a suggestion into the form, where there is one. */
  onUse?(suggestion: ConnectionSuggestion): void;
}

/** The outcome of a connection test, step by step in the order they were taken. */
export function ConnectionSteps({
  diagnosis,
  failedTitle,
  failedDescription,
  onUse,
}: ConnectionStepsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const titleOf = failedTitle ?? ((step: string) => t('test.failed', { step }));
  const failed = diagnosis.steps.find(step => step.state === 'failed');
  return (
    <div>
      {diagnosis.ok ? (
        <Alert icon status="success" title={t('test.passed')} />
      ) : (
        <Alert
          icon
          status="danger"
          title={titleOf(failed ? t(`test.step.${failed.id}`) : '')}
          description={failedDescription}
        />
      )}
      <ol className={styles.steps} aria-label={t('test.steps')}>
        {diagnosis.steps.map(step => (
          <ConnectionStep key={step.id} step={step} />
        ))}
      </ol>
      {diagnosis.suggestion && (
        <Alert
          role="note"
          icon
          status="info"
          title={<Foreign>{word(diagnosis.suggestion).message}</Foreign>}
          customActions={
            onUse &&
            (diagnosis.suggestion.type ?? diagnosis.suggestion.url) && (
              <Button
                size="small"
                variant="secondary"
                onPress={() =>
                  diagnosis.suggestion && onUse(diagnosis.suggestion)
                }
              >
                {t('form.useSuggestion')}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}
