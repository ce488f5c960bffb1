import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  FormControl,
  FormHelperText,
  ListItemText,
  MenuItem,
  TextField,
} from '@material-ui/core';
import {
  namespacePickerOptionsIn,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { ErrorProblem, Foreign } from '../../ui';
import {
  containersOf,
  describeOptionProblem,
  describeWrongWorkspace,
  namedWorkspace,
  OwnWorkspace,
  useFieldSettings,
} from '../options';
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
  const settings = useFieldSettings(props, namespacePickerOptionsIn);
  const { options, problems, disabled, readonly, broken } = settings;
  const ownId = useId();
  const id = props.idSchema?.$id ?? ownId;
  const helpId = `${id}-help`;
  const entered: unknown = props.formContext?.formData;
  const containers = useMemo(
    () => containersOf(entered, id, props.name),
    [entered, id, props.name],
  );
  const named = namedWorkspace(options, containers);
  const isNamed = Boolean(options.workspace ?? options.workspaceField);
  const [chosen, setChosen] = useState<Workspace>();
  let workspace = chosen?.entityRef;
  if (isNamed) {
    workspace = named.state === 'named' ? named.workspace : undefined;
  }
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

  const isBlank = formData !== undefined && value === undefined;
  useEffect(() => {
    if (isBlank) {
      // A field that was left blank: a form takes an empty object for a value.
      onChange(undefined);
    }
    // Only when it comes; the form's own function is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isBlank]);

  /** Of the template and the value; what the form says already is not said twice. */
  const mistakes = [
    ...problems.map(problem => describeOptionProblem(problem, t, word)),
    ...(isNamed && named.state === 'wrong'
      ? [describeWrongWorkspace(named, t)]
      : []),
    ...(value && bindings && !selected
      ? [t('namespacePicker.notInList', value)]
      : []),
  ].filter(mistake => !broken || !props.rawErrors?.includes(mistake));
  const pull = selected && describePull(selected, image, t, word);

  let hint: string | undefined;
  if (isNamed && named.state === 'missing') {
    hint = t('namespacePicker.workspaceMissing');
  } else if (workspace && loading && !bindings) {
    hint = t('namespacePicker.loading');
  } else if (workspace && bindings?.length === 0) {
    hint = t('namespacePicker.none');
  }

  return (
    <FormControl
      fullWidth
      margin="normal"
      required={required}
      error={broken}
      disabled={disabled}
    >
      {!isNamed && (
        <OwnWorkspace
          value={chosen}
          onChange={setChosen}
          disabled={disabled || readonly}
        />
      )}
      <TextField
        select
        id={id}
        label={settings.title ?? t('namespacePicker.label')}
        variant="outlined"
        margin="dense"
        fullWidth
        required={required}
        error={broken}
        disabled={disabled || readonly || !bindings?.length}
        value={selected ? keyOf(selected) : ''}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the template asks for it
        autoFocus={settings.autofocus}
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
          renderValue: () =>
            selected ? t('namespaces.name', { ...selected }) : '',
          SelectDisplayProps: {
            // The form itself writes errors and help below the field.
            'aria-describedby': `${id}__error ${helpId} ${id}__help`,
          },
        }}
      >
        {(bindings ?? []).map(item => (
          <MenuItem key={keyOf(item)} value={keyOf(item)}>
            <ListItemText
              primary={t('namespaces.name', {
                namespace: item.namespace,
                cluster: item.cluster,
              })}
              secondary={describePull(item, image, t, word).text}
            />
          </MenuItem>
        ))}
      </TextField>
      <div id={helpId}>
        {mistakes.map(mistake => (
          <FormHelperText key={mistake} error role="alert">
            {mistake}
          </FormHelperText>
        ))}
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
        {settings.description && (
          // Markdown, as other fields of the form have it.
          <ScaffolderField rawDescription={settings.description}>
            <></>
          </ScaffolderField>
        )}
      </div>
    </FormControl>
  );
}
