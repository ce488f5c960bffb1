import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../translations';
import styles from './ActionNotice.module.css';
import { ErrorAlert } from './ErrorAlert';

/** What came of an action. */
export interface Notice {
  message: string;
  /** Why it was not done. */
  error?: unknown;
}

export interface ActionNoticeProps {
  notice: Notice | undefined;
  onDismiss(): void;
}

/** Says that an action was done, or why not. Its place is there before, for screen readers. */
export function ActionNotice({ notice, onDismiss }: ActionNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const dismiss = (
    <Button size="small" variant="tertiary" onPress={onDismiss}>
      {t('notice.dismiss')}
    </Button>
  );
  return (
    <>
      <div role="status" className={styles.notice}>
        {notice && notice.error === undefined && (
          <Alert
            icon
            status="success"
            title={notice.message}
            customActions={dismiss}
          />
        )}
      </div>
      {notice?.error !== undefined && (
        <ErrorAlert
          title={notice.message}
          error={notice.error}
          actions={dismiss}
        />
      )}
    </>
  );
}
