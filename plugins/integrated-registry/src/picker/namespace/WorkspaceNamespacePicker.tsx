import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FormHelperText,
  ListItemText,
  MenuItem,
  TextField,
} from '@material-ui/core';
import { namespacePickerOptionsIn } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { ErrorProblem, Foreign, namespaceName } from '../../ui';
import { PickerFrame, usePickerField, useUnset } from '../options';
import { describePull } from './describePull';
import { imageIn } from './imageIn';
import { loadNamespaces } from './loadNamespaces';
import { NamespacePickerProps } from './schema';
import { keyOf, toNamespace } from './toNamespace';
import { useChosenImage } from './useChosenImage';

/** The form field `WorkspaceNamespacePicker`: a namespace of the workspace to deploy an image in. */
export function WorkspaceNamespacePicker(props: NamespacePickerProps) {
  const { formData, required, onChange } = props;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const api = useApi(integratedRegistryApiRef);
  const field = usePickerField(props, namespacePickerOptionsIn);
  const { id, options, containers, workspace, broken } = field;
  const { disabled, readonly } = field;
  const image = useChosenImage(workspace, imageIn(options, containers));
  const load = useCallback(
    async (signal: AbortSignal) =>
      workspace ? loadNamespaces(api, workspace, signal) : [],
    [api, workspace],
  );
  const { value: bindings, error, loading, reload } = useLoad(load);
  const value = toNamespace(formData);
  const selected =
    value && bindings?.find(item => keyOf(item) === keyOf(value));

  // A form takes an empty object for a value.
  useUnset(formData !== undefined && value === undefined, onChange);

  const pull = selected && describePull(selected, image, t, word);

  let hint: string | undefined;
  if (field.isWorkspaceMissing) {
    hint = t('namespacePicker.workspaceMissing');
  } else if (workspace && loading && !bindings) {
    hint = t('namespacePicker.loading');
  } else if (workspace && bindings?.length === 0) {
    hint = t('namespacePicker.none');
  }

  return (
    <PickerFrame
      field={field}
      mistakes={
        workspace && value && bindings && !selected
          ? [t('namespacePicker.notInList', value)]
          : []
      }
      description={field.description}
      help={
        <>
          {hint && <FormHelperText error={false}>{hint}</FormHelperText>}
          {pull && (
            <FormHelperText error={false}>
              {pull.detail ? (
                <Foreign>
                  {t('namespacePicker.pull', {
                    state: pull.text,
                    detail: pull.detail,
                  })}
                </Foreign>
              ) : (
                pull.text
              )}
            </FormHelperText>
          )}
          {error && (
            <ErrorProblem
              title={t('namespaces.loadFailed')}
              error={error}
              onRetry={reload}
            />
          )}
        </>
      }
    >
      <TextField
        select
        id={id}
        label={field.title ?? t('namespacePicker.label')}
        variant="outlined"
        margin="dense"
        fullWidth
        required={required}
        error={broken}
        disabled={disabled || readonly || !bindings?.length}
        value={selected ? keyOf(selected) : ''}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the template asks for it
        autoFocus={field.autofocus}
        onChange={event => {
          const next = bindings?.find(
            item => keyOf(item) === event.target.value,
          );
          if (next) {
            onChange({ cluster: next.cluster, namespace: next.namespace });
          }
        }}
        onBlur={() => props.onBlur?.(id, formData)}
        onFocus={() => props.onFocus?.(id, formData)}
        SelectProps={{
          renderValue: () => (selected ? namespaceName(selected, t) : ''),
          SelectDisplayProps: {
            'aria-describedby': field.describedBy,
          },
        }}
      >
        {(bindings ?? []).map(item => (
          <MenuItem key={keyOf(item)} value={keyOf(item)}>
            <ListItemText
              primary={namespaceName(item, t)}
              secondary={describePull(item, image, t, word).text}
            />
          </MenuItem>
        ))}
      </TextField>
    </PickerFrame>
  );
}
