import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Checkbox, TextAreaField, TextField } from '@backstage/ui';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import { SecretField } from '../../ui';
import { FieldState } from './fieldStates';
import { FormField, switchWarnings, TextFieldName } from './formFields';
import styles from './IntegrationForm.module.css';
import {
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
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
  field: FormField;
  state: FieldState | undefined;
  form: FormState;
}

/** One input of the form, drawn by its control. */
export function FieldInput({ field, state, form }: FieldInputProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const { values, errors, onChange } = form;
  const { name, control, help } = field;
  if (control === 'switch') {
    const warning = switchWarnings[name as keyof typeof switchWarnings];
    return (
      <>
        <Checkbox
          isSelected={Boolean(values[name])}
          onChange={isSelected => onChange(name, isSelected)}
        >
          {word(field.label)}
        </Checkbox>
        {values[name] && (
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
  const isRequired = state?.isRequired ?? field.isRequired;
  const props = {
    name,
    label: word(field.label),
    description: help && word(help),
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
  if (control === 'password') {
    return <SecretField {...props} />;
  }
  if (control === 'text' || control === 'url' || control === 'date') {
    return (
      <TextField
        {...props}
        inputMode={control === 'url' ? 'url' : undefined}
        autoComplete={field.isCredential ? 'off' : undefined}
      />
    );
  }
  const isProse = control === 'multiline';
  return (
    <TextAreaField
      {...props}
      rows={isProse ? 2 : undefined}
      className={isProse ? undefined : styles.monospace}
    />
  );
}
