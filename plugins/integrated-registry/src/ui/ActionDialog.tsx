import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ReactNode, useState } from 'react';
import { integratedRegistryTranslationRef } from '../translations';
import styles from './ActionDialog.module.css';
import { ErrorAlert } from './ErrorAlert';
import { PageDialog } from './PageDialog';

export interface ActionDialogProps {
  title: string;
  /** On the button that runs the action. */
  actionText: string;
  /** Title of the alert if the action fails. */
  failedText: string;
  /** Shows the button as dangerous. */
  isDestructive?: boolean;
  /** True while something is missing. */
  isDisabled?: boolean;
  action(): Promise<unknown>;
  /** The action has succeeded. */
  onDone(): void;
  onClose(): void;
  children: ReactNode;
}

/** A dialog that runs one action. It stays open with the error if the action fails. */
export function ActionDialog({
  title,
  actionText,
  failedText,
  isDestructive,
  isDisabled,
  action,
  onDone,
  onClose,
  children,
}: ActionDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  async function run() {
    setRunning(true);
    setError(undefined);
    try {
      await action();
      onDone();
    } catch (failure) {
      setError(failure);
      setRunning(false);
    }
  }

  return (
    <PageDialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            variant="primary"
            destructive={isDestructive}
            isPending={isRunning}
            isDisabled={isDisabled}
            onPress={run}
          >
            {actionText}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {children}
        {error !== undefined && <ErrorAlert title={failedText} error={error} />}
      </div>
    </PageDialog>
  );
}
