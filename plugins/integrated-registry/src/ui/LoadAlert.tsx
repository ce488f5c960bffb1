import { Loaded } from '../api';
import { ErrorAlert } from './ErrorAlert';

export interface LoadAlertProps {
  loaded: Loaded<unknown>;
  /** Where nothing could be loaded. */
  failedText: string;
  /** Where something that was loaded before stays in view. */
  staleText: string;
}

/** Says that something could not be loaded, or not again, and offers to retry. */
export function LoadAlert({
  loaded: { value, error, reload },
  failedText,
  staleText,
}: LoadAlertProps) {
  return error ? (
    <ErrorAlert
      title={value ? staleText : failedText}
      status={value ? 'warning' : 'danger'}
      error={error}
      onRetry={reload}
    />
  ) : null;
}
