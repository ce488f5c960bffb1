import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { ReactNode } from 'react';
import { integratedRegistryTranslationRef, useWording } from '../translations';
import { describeError } from './describeError';
import { Foreign } from './Foreign';

export interface ErrorAlertProps {
  /** What did not work. */
  title: string;
  error: unknown;
  status?: 'danger' | 'warning';
  onRetry?: () => void;
  /** Instead of Retry. */
  actions?: ReactNode;
}

/** Says what happened, why, and what to do next. */
export function ErrorAlert({
  title,
  error,
  status = 'danger',
  onRetry,
  actions,
}: ErrorAlertProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { why, next } = describeError(error, t, word);
  return (
    <Alert
      role="alert"
      icon
      status={status}
      title={<Foreign>{title}</Foreign>}
      description={
        <>
          {why && (
            <div>
              <Foreign>{why}</Foreign>
            </div>
          )}
          <div>
            <Foreign>{next}</Foreign>
          </div>
        </>
      }
      customActions={
        actions ??
        (onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('error.retry')}
          </Button>
        ))
      }
    />
  );
}
