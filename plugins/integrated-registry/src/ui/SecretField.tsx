import { PasswordField, TextAreaField } from '@backstage/ui';
import { ComponentProps } from 'react';
import styles from './SecretField.module.css';

export interface SecretFieldProps
  extends Pick<
    ComponentProps<typeof PasswordField>,
    | 'name'
    | 'label'
    | 'description'
    | 'placeholder'
    | 'isRequired'
    | 'isReadOnly'
    | 'secondaryLabel'
    | 'validationBehavior'
  > {
  value: string;
  onChange(value: string): void;
  validate(): string | undefined;
}

/** Several lines, apart from a line break at the end. */
function hasLines(text: string): boolean {
  return /[\r\n]/.test(text.trim());
}

/**
 * A password, hidden also where it has several lines, such as a service account's key file: a
 * password field of the browser would join them.
 */
export function SecretField(props: SecretFieldProps) {
  const { value, onChange } = props;
  return (
    <div
      onPasteCapture={event => {
        const text = event.clipboardData.getData('text');
        if (hasLines(text) && !hasLines(value) && !props.isReadOnly) {
          event.preventDefault();
          event.stopPropagation();
          onChange(text);
        }
      }}
    >
      {hasLines(value) ? (
        <TextAreaField
          {...props}
          className={styles.masked}
          rows={4}
          autoComplete="off"
          spellCheck="false"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the field was focused before it had lines
          autoFocus
        />
      ) : (
        <PasswordField {...props} autoComplete="new-password" />
      )}
    </div>
  );
}
