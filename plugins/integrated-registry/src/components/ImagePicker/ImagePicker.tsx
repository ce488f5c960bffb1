import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  FormControl,
  FormHelperText,
  makeStyles,
  MenuItem,
  TextField,
} from '@material-ui/core';
import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useEffect, useId, useState } from 'react';
import { useWorkspaces } from '../../hooks';
import { integratedRegistryTranslationRef } from '../../translation';
import { describeError } from '../ErrorAlert/describeError';
import { ChooseImageDialog } from './ChooseImageDialog';
import { referenceOf, toValue, workspaceOf } from './options';
import { ImagePickerProps } from './schema';
import { useFirstPage } from './useFirstPage';
import { FirstPage } from './usePages';
import { useRepositoryPages } from './useRepositoryPages';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    flexWrap: 'wrap',
  },
  text: { flex: '1 1 24rem' },
}));

/** The form field `RegistryImagePicker`: a text field, and Choose Image beside it. */
export function ImagePicker(props: ImagePickerProps) {
  const { uiSchema, formData, rawErrors = [], required, disabled } = props;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const options = uiSchema['ui:options'] ?? {};
  const entered: Record<string, unknown> | undefined =
    props.formContext?.formData;
  const named = workspaceOf(options, entered);
  const isNamed = Boolean(options.workspace ?? options.workspaceField);
  const [chosen, setChosen] = useState<string>();
  const workspace = isNamed ? named : chosen;
  const pages = useRepositoryPages(workspace ?? '', options);
  const firstPage = useFirstPage(workspace && !disabled ? pages : undefined);
  /** With what the dialog was opened. */
  const [opened, setOpened] = useState<FirstPage<RepositoryList>>();
  const close = () => setOpened(undefined);
  const text = referenceOf(formData);
  const broken = rawErrors.length > 0;
  const title = uiSchema['ui:title'] ?? props.schema.title ?? t('picker.label');
  const help =
    uiSchema['ui:description'] ??
    props.schema.description ??
    t('picker.typeHere');
  const ownId = useId();
  const id = props.idSchema?.$id ?? ownId;
  const helpId = `${id}-help`;

  function type(reference: string) {
    if (reference === '') {
      props.onChange(undefined);
    } else {
      props.onChange(options.output === 'object' ? { reference } : reference);
    }
  }

  return (
    <FormControl
      fullWidth
      margin="normal"
      required={required}
      error={broken}
      disabled={disabled}
    >
      {!isNamed && <WorkspaceSelect value={chosen} onChange={setChosen} />}
      <div className={classes.row}>
        <TextField
          id={id}
          className={classes.text}
          label={title}
          variant="outlined"
          margin="dense"
          required={required}
          error={broken}
          disabled={disabled}
          value={text}
          placeholder="registry.example.com/team/app:1.2.0"
          onChange={event => type(event.target.value.trim())}
          inputProps={{ 'aria-describedby': helpId, spellCheck: false }}
        />
        <Button
          variant="outlined"
          color="primary"
          disabled={disabled || !workspace}
          onPointerEnter={firstPage.renew}
          onFocus={firstPage.renew}
          onClick={() => setOpened(firstPage.take())}
        >
          {t('picker.chooseImage')}
        </Button>
      </div>
      <FormHelperText id={helpId} error={false}>
        {isNamed && !workspace ? t('picker.workspaceMissing') : help}
      </FormHelperText>
      {opened && workspace && (
        <ChooseImageDialog
          workspace={workspace}
          options={options}
          pages={pages}
          first={opened}
          current={text}
          onClose={close}
          onChoose={image => {
            props.onChange(toValue(image, options.output));
            close();
          }}
        />
      )}
    </FormControl>
  );
}

interface WorkspaceSelectProps {
  value: string | undefined;
  onChange(workspace: string): void;
}

/** For templates that name no workspace: those of whoever fills in the form. */
function WorkspaceSelect({ value, onChange }: WorkspaceSelectProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const id = useId();
  const workspaces = useWorkspaces();
  const items = workspaces.value?.items;
  const first = items?.[0]?.entityRef;

  useEffect(() => {
    if (value === undefined && first !== undefined) {
      onChange(first);
    }
  }, [value, first, onChange]);

  if (workspaces.error) {
    const { why, next } = describeError(workspaces.error, t);
    return (
      <FormHelperText error>
        {why} {next}
      </FormHelperText>
    );
  }
  if (!items || items.length === 1) {
    return null;
  }
  if (items.length === 0) {
    return <FormHelperText error>{t('workspace.none.title')}</FormHelperText>;
  }
  return (
    <TextField
      id={id}
      select
      label={t('picker.workspace')}
      variant="outlined"
      margin="dense"
      value={value ?? ''}
      onChange={event => onChange(event.target.value)}
    >
      {items.map(({ entityRef, title }) => (
        <MenuItem key={entityRef} value={entityRef}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}
