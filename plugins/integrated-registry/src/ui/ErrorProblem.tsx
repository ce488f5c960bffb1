import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { integratedRegistryTranslationRef, useWording } from '../translations';
import { describeError } from './describeError';
import { Foreign } from './Foreign';
import { Problem } from './Problem';

export interface ErrorProblemProps {
  /** What did not work. */
  title: string;
  error: unknown;
  onRetry?(): void;
}

/** `ErrorAlert` for the picker: what happened, why, and what to do next. */
export function ErrorProblem({ title, error, onRetry }: ErrorProblemProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { why, next } = describeError(error, t, word);
  return (
    <Problem
      kind="error"
      title={title}
      retryText={t('error.retry')}
      onRetry={onRetry}
    >
      <Foreign>{`${why} ${next}`}</Foreign>
    </Problem>
  );
}
