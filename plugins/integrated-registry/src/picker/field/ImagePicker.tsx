import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  Button,
  FormControl,
  FormHelperText,
  makeStyles,
  TextField,
} from '@material-ui/core';
import {
  imagePickerOptionsIn,
  RepositoryList,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useEffect, useId, useMemo, useState } from 'react';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { ChooseImageDialog } from '../dialog';
import {
  containersOf,
  describeNewest,
  describeOptionProblem,
  describeWrongWorkspace,
  ImagePickerProps,
  ImagePickerValue,
  namedWorkspace,
  OwnWorkspace,
  referenceOf,
  toValue,
  useFieldSettings,
} from '../options';
import { useKeptValue } from './useKeptValue';
import { useFirstPage, useRepositoryPages } from '../repositories';
import { FirstPage } from '../../lists';

const EXAMPLE = 'registry.example.com/team/app';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    flexWrap: 'wrap',
  },
  text: { flex: '1 1 24rem' },
}));

/** The form field `RegistryImagePicker`: a text field, and Choose image beside it. */
export function ImagePicker(props: ImagePickerProps) {
  const { formData, required, onChange } = props;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const settings = useFieldSettings(props, imagePickerOptionsIn);
  const { options, problems, disabled, readonly, broken } = settings;
  const word = useWording();
  const ownId = useId();
  const id = props.idSchema?.$id ?? ownId;
  const helpId = `${id}-help`;
  const entered: unknown = props.formContext?.formData;
  const named = useMemo(
    () => namedWorkspace(options, containersOf(entered, id, props.name)),
    [options, entered, id, props.name],
  );
  const isNamed = Boolean(options.workspace ?? options.workspaceField);
  const [chosen, setChosen] = useState<Workspace>();
  let workspace = chosen?.entityRef;
  if (isNamed) {
    workspace = named.state === 'named' ? named.workspace : undefined;
  }
  const canChoose = Boolean(workspace) && !disabled && !readonly;
  const pages = useRepositoryPages(workspace ?? '', options);
  const firstPage = useFirstPage(canChoose ? pages : undefined);
  /** With what the dialog was opened. */
  const [opened, setOpened] = useState<FirstPage<RepositoryList>>();
  const close = () => setOpened(undefined);
  const text = referenceOf(formData);

  const isRestored = useKeptValue({
    id,
    value: formData,
    isUntouched: text === '' || text === props.schema?.default,
    accepts: (kept): kept is ImagePickerValue =>
      referenceOf(kept) !== '' &&
      (typeof kept === 'object') === (options.output === 'object'),
    onRestore: onChange,
  });

  const isNull = formData === null;
  useEffect(() => {
    if (isNull) {
      // A field that was left blank: the form would say that null is no text.
      onChange(undefined);
    }
    // Only when it comes; the form's own function is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isNull]);

  /** Of the template; what the form says already is not said twice. */
  const mistakes = [
    ...problems.map(problem => describeOptionProblem(problem, t, word)),
    ...(isNamed && named.state === 'wrong'
      ? [describeWrongWorkspace(named, t)]
      : []),
  ].filter(mistake => !broken || !props.rawErrors?.includes(mistake));

  function type(reference: string) {
    if (reference === '') {
      onChange(undefined);
    } else {
      onChange(
        options.output === 'object'
          ? { reference, ...(options.newest && { newest: options.newest }) }
          : reference,
      );
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
      {!isNamed && (
        <OwnWorkspace
          value={chosen}
          onChange={setChosen}
          disabled={disabled || readonly}
        />
      )}
      <div className={classes.row}>
        <TextField
          id={id}
          className={classes.text}
          label={settings.title ?? t('picker.label')}
          variant="outlined"
          margin="dense"
          required={required}
          error={broken}
          disabled={disabled}
          value={text}
          placeholder={
            settings.placeholder ??
            (options.newest ? EXAMPLE : `${EXAMPLE}:1.2.0`)
          }
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the template asks for it
          autoFocus={settings.autofocus}
          onChange={event => type(event.target.value.trim())}
          onBlur={() => props.onBlur?.(id, formData)}
          onFocus={() => props.onFocus?.(id, formData)}
          InputProps={{ readOnly: readonly }}
          inputProps={{
            // The form itself writes errors and help below the field.
            'aria-describedby': `${id}__error ${helpId} ${id}__help`,
            spellCheck: false,
          }}
        />
        <Button
          variant="outlined"
          color="primary"
          disabled={!canChoose}
          // A form may have several.
          aria-describedby={`${id}-label`}
          onPointerEnter={firstPage.renew}
          onFocus={firstPage.renew}
          onClick={() => setOpened(firstPage.take())}
        >
          {t('picker.chooseImage')}
        </Button>
      </div>
      <div id={helpId}>
        {isRestored && (
          <FormHelperText error={false} role="status">
            {t('picker.restored')}
          </FormHelperText>
        )}
        {mistakes.map(mistake => (
          <FormHelperText key={mistake} error role="alert">
            {mistake}
          </FormHelperText>
        ))}
        {options.newest && (
          <FormHelperText error={false}>
            {t('picker.newest.field', { rule: describeNewest(options.newest) })}
          </FormHelperText>
        )}
        {isNamed && named.state === 'missing' && (
          <FormHelperText error={false}>
            {t('picker.workspaceMissing')}
          </FormHelperText>
        )}
        {(!isNamed || named.state === 'named') && (
          // Markdown, as other fields of the form have it.
          <ScaffolderField
            rawDescription={settings.description ?? t('picker.typeHere')}
          >
            <></>
          </ScaffolderField>
        )}
      </div>
      {opened && workspace && (
        <ChooseImageDialog
          workspace={workspace}
          options={options}
          pages={pages}
          first={opened}
          current={formData}
          onClose={close}
          onChoose={image => {
            onChange(toValue(image, options.output));
            close();
          }}
        />
      )}
    </FormControl>
  );
}
