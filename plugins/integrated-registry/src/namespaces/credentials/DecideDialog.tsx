import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import {
  DecidePullCredentialInput,
  MessageCode,
  PullCredential,
  PullCredentialSource,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { asRegistryError, integratedRegistryApiRef } from '../../api';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import { FormDialog, SecretField, useFormSubmit } from '../../ui';
import { SourceChoice } from './SourceChoice';

export interface DecideDialogProps {
  /** The one that decides. */
  workspace: Pick<Workspace, 'entityRef' | 'title'>;
  credential: PullCredential;
  onDecided(): void;
  onClose(): void;
}

const fields = [
  'source',
  'username',
  'password',
  'expiresAt',
  'group',
] as const;

type Field = (typeof fields)[number];

/** Of errors that name no field, by their message. */
const fieldOfMessage: Partial<Record<MessageCode, Field>> = {
  MINT_NEEDS_GROUP: 'group',
  OWN_REFUSED_ADMINISTRATOR: 'source',
  OWN_REFUSED_NONE: 'source',
  OWN_REFUSED_SHARED: 'source',
  PULL_CREDENTIAL_NEEDS_PASSWORD: 'password',
};

/** Where an admin decides which credential of an integration goes into the pull secrets. */
export function DecideDialog({
  workspace,
  credential,
  onDecided,
  onClose,
}: DecideDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const api = useApi(integratedRegistryApiRef);
  const { integration, name, ownRefused, mintsFor } = credential;
  const wasSeparate = credential.source === 'separate';
  const [source, setSource] = useState<PullCredentialSource>(credential.source);
  const [values, setValues] = useState({
    username: (wasSeparate && credential.username) || '',
    password: '',
    expiresAt: (wasSeparate && credential.expiresAt?.slice(0, 10)) || '',
    group: credential.group ?? '',
  });
  const isSeparate = source === 'separate';
  const username = values.username.trim();
  const needsGroup = source === 'minted' && mintsFor === 'group';
  const group = values.group.trim();
  const isKept =
    wasSeparate &&
    credential.state !== 'unreadable' &&
    username === credential.username;

  const form = useFormSubmit<Field>({
    found: {
      ...(isSeparate && !username && { username: t('decide.usernameMissing') }),
      ...(isSeparate &&
        !values.password &&
        !isKept && { password: t('decide.passwordMissing') }),
      ...(needsGroup && !group && { group: t('decide.groupMissing') }),
    },
    fields,
    fieldOfMessage,
  });
  const { wording } = asRegistryError(form.error);
  /** May it be saved although the pull failed? */
  const canForce =
    isSeparate && wording?.message?.code === 'PULL_CREDENTIAL_NOT_SAVED';

  function save(verify: boolean) {
    const body: DecidePullCredentialInput = {
      workspace: workspace.entityRef,
      source,
      ...(isSeparate && {
        username,
        ...(values.password && { password: values.password }),
        ...(values.expiresAt.trim() && { expiresAt: values.expiresAt.trim() }),
      }),
      ...(needsGroup && { group }),
    };
    form.submit(async () => {
      await api.call('decidePullCredential', {
        id: integration,
        query: { verify: verify ? 'true' : 'false' },
        body,
      });
      onDecided();
    });
  }

  const savingText =
    source === 'separate' || source === 'minted'
      ? t(source === 'minted' ? 'decide.minting' : 'decide.testing')
      : undefined;

  const propsOf = (field: keyof typeof values) =>
    form.propsOf(field, values[field], value =>
      setValues(previous => ({ ...previous, [field]: value })),
    );

  return (
    <FormDialog
      title={t('decide.title', { name })}
      saveText={t('decide.save')}
      failedText={t('decide.failed')}
      savingText={savingText}
      form={form}
      actions={
        canForce && (
          <Button variant="secondary" onPress={() => save(false)}>
            {t('decide.saveUntested')}
          </Button>
        )
      }
      onSubmit={() => save(true)}
      onClose={onClose}
    >
      <SourceChoice
        label={t('decide.source', { workspace: workspace.title })}
        value={source}
        canMint={mintsFor !== undefined}
        ownRefused={ownRefused}
        error={form.errors.source}
        onChange={next => {
          setSource(next);
          form.edited();
        }}
      />
      {needsGroup && (
        <TextField
          {...propsOf('group')}
          label={word('FIELD_GROUP')}
          description={t('decide.groupHelp')}
          isRequired
          secondaryLabel={t('form.required')}
          autoComplete="off"
        />
      )}
      {isSeparate && (
        <>
          <TextField
            {...propsOf('username')}
            label={word('FIELD_USERNAME')}
            isRequired
            secondaryLabel={t('form.required')}
            autoComplete="off"
          />
          <SecretField
            {...propsOf('password')}
            label={word('FIELD_PASSWORD')}
            description={
              isKept ? t('form.passwordKept') : word('HELP_PASSWORD')
            }
            placeholder={isKept ? t('form.passwordUnchanged') : undefined}
            isRequired={!isKept}
            secondaryLabel={isKept ? undefined : t('form.required')}
          />
          <TextField
            {...propsOf('expiresAt')}
            label={word('FIELD_EXPIRY_DATE')}
            description={word('HELP_EXPIRY_DATE')}
            placeholder="2027-03-31"
          />
        </>
      )}
    </FormDialog>
  );
}
