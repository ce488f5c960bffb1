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
      {fieldsOf(section).map(field => (
        <div
          key={field.name}
          className={
            field.control === 'certificate' || field.control === 'switch'
              ? styles.wide
              : undefined
          }
        >
          <FieldInput field={field} state={states[field.name]} form={form} />
        </div>
      ))}
    </div>
  );
}
