import { FieldInput, FormState } from './FieldInput';
import { FieldStates } from './fieldStates';
import { fieldsOf, FormField } from './formFields';
import styles from './IntegrationForm.module.css';

export interface FieldSectionProps {
  section: FormField['section'];
  states: FieldStates;
  form: FormState;
}

/** The fields of one section, side by side where there is room. */
export function FieldSection({ section, states, form }: FieldSectionProps) {
  return (
    <div className={styles.columns}>
      {fieldsOf(section).map(([name, field]) => (
        <div key={name} className={field.isWide ? styles.wide : undefined}>
          <FieldInput
            name={name}
            field={field}
            state={states[name]}
            form={form}
          />
        </div>
      ))}
    </div>
  );
}
