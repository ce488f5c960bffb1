import { MessageCode } from 'backstage-plugin-integrated-registry-common';
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
  /** Each has the name of a property of the request. */
  fields: readonly Field[];
  /** The fields of errors that name none, by the code of their message. */
  fieldOfMessage: Partial<Record<MessageCode, Field>>;
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
  /** What an input of a field needs. */
  propsOf<Name extends Field>(
    name: Name,
    value: string,
    onChange: (value: string) => void,
  ): InputProps<Name>;
}

interface InputProps<Name> {
  name: Name;
  value: string;
  onChange(value: string): void;
  validationBehavior: 'aria';
  validate(): string | undefined;
}

/** Sends a form, and puts what is wrong at its fields. What is entered stays with the form. */
export function useFormSubmit<Field extends string>({
  found,
  fields: names,
  fieldOfMessage,
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
      const field = names.find(name => name === issue.path.split('.')[0]);
      if (field !== undefined) {
        fields[field] ??= word(issue).message;
      }
      return field === undefined;
    });
    if (issues.length > 0 && others.length === 0) {
      return { fields, error };
    }
    const code = known.wording?.message?.code as MessageCode | undefined;
    const field =
      issues.length === 0 && code ? fieldOfMessage[code] : undefined;
    return field === undefined
      ? { fields, failure: error, error }
      : { fields: { [field]: word(known).message } as typeof fields, error };
  }

  const errors: ErrorsByField<Field> = {
    ...outcome.fields,
    ...(attempts > 0 && found),
  };
  const edited = () => setOutcome({});
  return {
    ...outcome,
    errors,
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
    edited,
    propsOf: (name, value, onChange) => ({
      name,
      value,
      onChange: entered => {
        onChange(entered);
        edited();
      },
      validationBehavior: 'aria',
      validate: () => errors[name],
    }),
  };
}
