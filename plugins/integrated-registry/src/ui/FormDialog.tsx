import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { FormEvent, ReactNode, useEffect, useId, useRef } from 'react';
import { integratedRegistryTranslationRef } from '../translations';
import styles from './FormDialog.module.css';
import { ErrorAlert } from './ErrorAlert';
import { PageDialog } from './PageDialog';
import { FormSubmit } from './useFormSubmit';

export interface FormDialogProps {
  title: string;
  /** On the button that sends the form. */
  saveText: string;
  /** Title of the alert if that fails. */
  failedText: string;
  /** What takes long, while it does. */
  savingText?: string;
  form: FormSubmit<string>;
  /** Buttons before Cancel. */
  actions?: ReactNode;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

const INVALID_FIELDS = ['input', 'textarea', 'button']
  .map(tag => `[data-invalid] ${tag}:not([tabindex="-1"])`)
  .join(', ');

/** A dialog with a form. It stays open, with what was entered, if that cannot be saved. */
export function FormDialog({
  title,
  saveText,
  failedText,
  savingText,
  form,
  actions,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const { errors, failure, isSaving, attempts, fields } = form;

  // Lead to the first field that is wrong.
  useEffect(() => {
    formRef.current?.querySelector<HTMLElement>(INVALID_FIELDS)?.focus();
  }, [attempts, fields]);

  return (
    <PageDialog
      title={title}
      isForm
      onClose={onClose}
      footer={
        <>
          {actions}
          <Button variant="secondary" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            isPending={isSaving}
          >
            {saveText}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={formRef}
        className={styles.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {Object.keys(errors).length > 0 && (
          <Alert role="status" icon status="danger" title={t('form.invalid')} />
        )}
        <div aria-live="polite" aria-busy={isSaving}>
          {isSaving && savingText && (
            <Alert isPending status="info" title={savingText} />
          )}
          {failure !== undefined && (
            <ErrorAlert title={failedText} error={failure} />
          )}
        </div>
      </form>
    </PageDialog>
  );
}
