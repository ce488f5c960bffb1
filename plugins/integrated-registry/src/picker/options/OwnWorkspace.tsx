import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FormHelperText,
  InputAdornment,
  makeStyles,
  TextField,
} from '@material-ui/core';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { KeyboardEvent, useEffect, useId } from 'react';
import { useFirstWorkspace, WorkspaceSelect } from '../../workspaces';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { describeError } from '../../ui';

export interface OwnWorkspaceProps {
  value: Workspace | undefined;
  onChange(workspace: Workspace): void;
  disabled: boolean;
}

const useStyles = makeStyles({ input: { cursor: 'pointer' } });

/**
 * For templates that name no workspace: one of those of whoever fills in the form, to begin with the
 * one used last. Who has only one need not choose it.
 */
export function OwnWorkspace({ value, onChange, disabled }: OwnWorkspaceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const classes = useStyles();
  const id = useId();
  const first = useFirstWorkspace(undefined);
  const workspace = first.value?.workspace;

  useEffect(() => {
    if (value === undefined && workspace !== undefined) {
      onChange(workspace);
    }
  }, [value, workspace, onChange]);

  if (first.error) {
    const { why, next } = describeError(first.error, t, word);
    return (
      <FormHelperText error>
        {why} {next}
      </FormHelperText>
    );
  }
  if (!first.value || first.value.total === 1) {
    return null;
  }
  if (first.value.total === 0) {
    return <FormHelperText error>{t('workspace.none.title')}</FormHelperText>;
  }
  return (
    <WorkspaceSelect
      selected={value?.entityRef}
      onSelect={onChange}
      trigger={({ expanded, open }) => (
        <TextField
          id={id}
          label={t('picker.workspace')}
          variant="outlined"
          margin="dense"
          fullWidth
          disabled={disabled}
          value={value?.title ?? ''}
          onClick={() => !disabled && open()}
          onKeyDown={(event: KeyboardEvent) => {
            if (['Enter', ' ', 'ArrowDown'].includes(event.key)) {
              // Not the form's.
              event.preventDefault();
              open();
            }
          }}
          InputProps={{
            readOnly: true,
            endAdornment: (
              <InputAdornment position="end">
                <ArrowDropDownIcon />
              </InputAdornment>
            ),
          }}
          inputProps={{
            role: 'combobox',
            'aria-haspopup': 'dialog',
            'aria-expanded': expanded,
            className: classes.input,
          }}
        />
      )}
    />
  );
}
