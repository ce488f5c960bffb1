import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { FormControl, FormHelperText } from '@material-ui/core';
import { ReactNode } from 'react';
import { OwnWorkspace } from './OwnWorkspace';
import { PickerField } from './usePickerField';

export interface PickerFrameProps {
  field: PickerField<unknown>;
  /** What is wrong with the value; what is wrong with the template is said as well. */
  mistakes?: readonly string[];
  /** Markdown. */
  description?: string;
  /** Below the input. */
  help: ReactNode;
  /** The input. */
  children: ReactNode;
}

/** What our fields have around their input: the workspace above it, mistakes and help below it. */
export function PickerFrame({
  field,
  mistakes = [],
  description,
  help,
  children,
}: PickerFrameProps) {
  const { own, helpId, required, broken, disabled, readonly } = field;
  return (
    <FormControl
      fullWidth
      margin="normal"
      required={required}
      error={broken}
      disabled={disabled}
    >
      {own && (
        <OwnWorkspace
          value={own.chosen}
          onChange={own.choose}
          disabled={disabled || readonly}
        />
      )}
      {children}
      <div id={helpId}>
        {[...field.mistakes, ...mistakes]
          .filter(mistake => !field.told.includes(mistake))
          .map(mistake => (
            <FormHelperText key={mistake} error role="alert">
              {mistake}
            </FormHelperText>
          ))}
        {help}
        {description && (
          // Markdown, as other fields of the form have it.
          <ScaffolderField rawDescription={description}>
            <></>
          </ScaffolderField>
        )}
      </div>
    </FormControl>
  );
}
