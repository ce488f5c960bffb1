import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Checkbox, TextAreaField, TextField } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { FieldState } from './fieldStates';
import { FormField, FormFieldName, TextFieldName } from './formFields';
import styles from './IntegrationForm.module.css';
import {
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
import { SecretField } from './SecretField';
import { FieldErrors } from './validate';

/** What the form holds, and how it is changed. */
export interface FormState {
  values: IntegrationFormValues;
  errors: FieldErrors;
  onChange<K extends IntegrationFormField>(
    field: K,
    value: IntegrationFormValues[K],
  ): void;
}

export interface FieldInputProps {
  name: FormFieldName;
  field: FormField;
  state: FieldState | undefined;
  form: FormState;
}

/** One field of the form, drawn by its kind. */
export function FieldInput({ name, field, state, form }: FieldInputProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { values, errors, onChange } = form;
  const { kind, warning } = field;
  if (kind === 'flag') {
    return (
      <>
        <Checkbox
          isSelected={Boolean(values[name])}
          onChange={isSelected => onChange(name, isSelected)}
        >
          {t(field.label)}
        </Checkbox>
        {warning && values[name] && (
          <Alert
            role="note"
            icon
            status="warning"
            title={t(warning.title)}
            description={t(warning.description)}
          />
        )}
      </>
    );
  }
  const isRequired = state?.isRequired ?? field.isRequired ?? false;
  const props = {
    name,
    label: t(field.label),
    description: field.description && t(field.description),
    placeholder: field.placeholder,
    ...state,
    isRequired,
    secondaryLabel: isRequired ? t('form.required') : undefined,
    value: String(values[name]),
    onChange: (value: string) => onChange(name as TextFieldName, value),
    // As an ARIA description beside the field, not as the browser's own bubble.
    validationBehavior: 'aria' as const,
    validate: () => errors[name],
  };
  if (kind === 'secret') {
    return <SecretField {...props} />;
  }
  return kind === 'line' ? (
    <TextField
      {...props}
      inputMode={field.inputMode}
      autoComplete={field.isCredential ? 'off' : undefined}
    />
  ) : (
    <TextAreaField
      {...props}
      rows={field.rows}
      className={field.isMonospace ? styles.monospace : undefined}
    />
  );
}
