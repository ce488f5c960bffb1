import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  FormHelperText,
  makeStyles,
  TextField,
} from '@material-ui/core';
import {
  imagePickerOptionsIn,
  RepositoryList,
} from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { ChooseImageDialog } from '../dialog';
import {
  describeNewest,
  ImagePickerProps,
  ImagePickerValue,
  PickerFrame,
  referenceOf,
  toValue,
  usePickerField,
  useUnset,
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
  const field = usePickerField(props, imagePickerOptionsIn);
  const { id, options, workspace, disabled, readonly, broken } = field;
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

  // The form would say that null is no text.
  useUnset(formData === null, onChange);

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
    <PickerFrame
      field={field}
      description={
        workspace === undefined && !field.own
          ? undefined
          : field.description ?? t('picker.typeHere')
      }
      help={
        <>
          {isRestored && (
            <FormHelperText error={false} role="status">
              {t('picker.restored')}
            </FormHelperText>
          )}
          {options.newest && (
            <FormHelperText error={false}>
              {t('picker.newest.field', {
                rule: describeNewest(options.newest),
              })}
            </FormHelperText>
          )}
          {field.isWorkspaceMissing && (
            <FormHelperText error={false}>
              {t('picker.workspaceMissing')}
            </FormHelperText>
          )}
        </>
      }
    >
      <div className={classes.row}>
        <TextField
          id={id}
          className={classes.text}
          label={field.title ?? t('picker.label')}
          variant="outlined"
          margin="dense"
          required={required}
          error={broken}
          disabled={disabled}
          value={text}
          placeholder={
            field.placeholder ?? (options.newest ? EXAMPLE : `${EXAMPLE}:1.2.0`)
          }
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the template asks for it
          autoFocus={field.autofocus}
          onChange={event => type(event.target.value.trim())}
          onBlur={() => props.onBlur?.(id, formData)}
          onFocus={() => props.onFocus?.(id, formData)}
          InputProps={{ readOnly: readonly }}
          inputProps={{
            'aria-describedby': field.describedBy,
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
    </PickerFrame>
  );
}
