import { useState } from 'react';
import { asRegistryError } from '../api';
import { useWording } from '../translations';

/** What is wrong with each field of a form. */
export type ErrorsByField<Field extends string> = Partial<
  Record<Field, string>
>;

interface Outcome<Field extends string> {
  fields?: ErrorsByField<Field>;
  /** What belongs to no field. */
  failure?: unknown;
  /** All that was answered, wherever it is shown. */
  error?: unknown;
}

export interface FormSubmitOptions<Field extends string> {
  /** What the form itself finds wrong; shown from the first attempt on. */
  found: ErrorsByField<Field>;
  /** The field of a property of the request, or of an error that names none. */
  fieldOf(path: string, error: unknown): Field | undefined;
}

export interface FormSubmit<Field extends string> extends Outcome<Field> {
  errors: ErrorsByField<Field>;
  isSaving: boolean;
  /** Grows with each attempt. */
  attempts: number;
  /** Sends what is entered if the form finds nothing wrong. */
  submit(send: () => Promise<unknown>): Promise<void>;
  /** What was answered is about other values than those that are entered now. */
  edited(): void;
}

/** Sends a form, and puts what is wrong at its fields. What is entered stays with the form. */
export function useFormSubmit<Field extends string>({
  found,
  fieldOf,
}: FormSubmitOptions<Field>): FormSubmit<Field> {
  const word = useWording();
  const [outcome, setOutcome] = useState<Outcome<Field>>({});
  const [isSaving, setSaving] = useState(false);
  const [attempts, setAttempts] = useState(0);

  function explain(error: unknown): Outcome<Field> {
    const known = asRegistryError(error);
    const issues = known.issues ?? [];
    const fields: ErrorsByField<Field> = {};
    const others = issues.filter(issue => {
      const field = fieldOf(issue.path.split('.')[0], error);
      if (field !== undefined) {
        fields[field] ??= word(issue).message;
      }
      return field === undefined;
    });
    if (issues.length > 0 && others.length === 0) {
      return { fields, error };
    }
    const field = issues.length === 0 ? fieldOf('', error) : undefined;
    return field === undefined
      ? { fields, failure: error, error }
      : { fields: { [field]: word(known).message } as typeof fields, error };
  }

  return {
    ...outcome,
    errors: { ...outcome.fields, ...(attempts > 0 && found) },
    isSaving,
    attempts,
    async submit(send) {
      setAttempts(count => count + 1);
      setOutcome({});
      if (Object.keys(found).length > 0) {
        return;
      }
      setSaving(true);
      try {
        await send();
      } catch (error) {
        setOutcome(explain(error));
        setSaving(false);
      }
    },
    edited: () => setOutcome({}),
  };
}
