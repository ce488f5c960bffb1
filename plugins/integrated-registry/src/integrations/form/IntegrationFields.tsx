import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField, TextField } from '@backstage/ui';
import {
  Integration,
  ProviderInfo,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { CredentialNotice, ImageHostNotice } from '../state';
import { AddressNotice, AddressNoticeProps } from './AddressNotice';
import { AdvancedFields } from './AdvancedFields';
import styles from './IntegrationForm.module.css';
import {
  defaultImageHost,
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
import { SecretField } from './SecretField';
import {
  isPasswordRemoved,
  normalisedAddress,
  storedPasswordDemand,
} from './toRequest';
import { TypeCards } from './TypeCards';
import { FieldErrors } from './validate';

export interface IntegrationFieldsProps {
  values: IntegrationFormValues;
  errors: FieldErrors;
  integration?: Integration;
  providers: readonly ProviderInfo[];
  onChange<K extends IntegrationFormField>(
    field: K,
    value: IntegrationFormValues[K],
  ): void;
  onUse: AddressNoticeProps['onUse'];
}

/** Everything there is to enter about a registry. */
export function IntegrationFields(props: IntegrationFieldsProps) {
  const { values, errors, integration, providers, onChange, onUse } = props;
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const provider = providers.find(({ type }) => type === values.type);
  const isCredentialRequired = provider?.credential === 'required';

  /** What the fields of one line have in common. */
  const field = (
    name: Exclude<IntegrationFormField, 'skipVerify' | 'type'>,
  ) => ({
    name,
    value: values[name],
    onChange: (value: string) => onChange(name, value),
    // As an ARIA description beside the field, not as the browser's own bubble.
    validationBehavior: 'aria' as const,
    validate: () => errors[name],
  });

  const isCredentialFixed = integration?.canChangeCredential === false;
  /** Of a field of the credential; last of all, so that it goes before what the field has. */
  const fixedCredential = isCredentialFixed && {
    isReadOnly: true,
    description: t('form.credentialFixed'),
  };
  // Another address demands the password.
  const fixedAddress = isCredentialFixed &&
    integration.hasCredential && {
      isReadOnly: true,
      description: t('form.addressFixed'),
    };

  let usernameDescription: string = t('form.credentialOptional');
  if (values.type === 'harbor') {
    usernameDescription = t('form.usernameHarbor');
  } else if (values.type === 'jfrog') {
    usernameDescription = t('form.usernameJfrog');
  } else if (isCredentialRequired) {
    usernameDescription = t('form.credentialRequired');
  }
  const demand = integration && storedPasswordDemand(values, integration);
  let passwordDescription: string = t('form.passwordDescription');
  if (integration?.hasCredential) {
    passwordDescription = t('form.passwordKept');
    if (isPasswordRemoved(values, integration)) {
      passwordDescription = t('form.passwordRemoved');
    } else if (demand) {
      passwordDescription = t(
        (
          {
            address: 'form.passwordDemanded',
            username: 'form.passwordDemandedUser',
            trust: 'form.passwordDemandedTrust',
          } as const
        )[demand],
      );
    }
  }
  if (/^\s|[^\S\r\n]$/.test(values.password)) {
    passwordDescription = t('form.passwordBlank');
  }
  const isUnchanged =
    integration?.hasCredential &&
    !demand &&
    !isPasswordRemoved(values, integration);

  const address = normalisedAddress(values.url) ?? '';
  const isRewritten =
    address !== '' && address !== values.url.trim().replace(/\/+$/, '');

  const isPasswordRequired = isCredentialRequired && !isUnchanged;

  return (
    <>
      {integration ? (
        <Text as="p">
          {t('form.type')}: {provider?.title ?? integration.type}
        </Text>
      ) : (
        <TypeCards
          providers={providers}
          value={values.type}
          error={errors.type}
          onChange={type => onChange('type', type)}
        />
      )}
      <TextField
        {...field('name')}
        label={t('form.name')}
        description={t('form.nameDescription')}
        isRequired
        secondaryLabel={t('form.required')}
      />
      <div className={styles.columns}>
        <TextField
          {...field('url')}
          label={t('form.address')}
          description={
            isRewritten
              ? t('form.addressUsed', { url: address })
              : t('form.addressDescription')
          }
          inputMode="url"
          isRequired
          secondaryLabel={t('form.required')}
          {...fixedAddress}
        />
        <TextField
          {...field('imageHost')}
          label={t('form.imageHost')}
          description={
            values.type === 'jfrog'
              ? t('form.imageHostJfrog')
              : t('form.imageHostDescription')
          }
          placeholder={defaultImageHost(address)}
        />
        <TextField
          {...field('username')}
          label={t('form.username')}
          description={usernameDescription}
          autoComplete="off"
          isRequired={isCredentialRequired}
          secondaryLabel={isCredentialRequired ? t('form.required') : undefined}
          {...fixedCredential}
        />
        <SecretField
          {...field('password')}
          label={t('form.password')}
          description={passwordDescription}
          placeholder={isUnchanged ? t('form.passwordUnchanged') : undefined}
          isRequired={isPasswordRequired}
          secondaryLabel={isPasswordRequired ? t('form.required') : undefined}
          {...fixedCredential}
        />
        <TextField
          {...field('credentialExpiresAt')}
          label={t('form.expires')}
          description={t('form.expiresDescription')}
          placeholder="2027-01-31"
          autoComplete="off"
          {...fixedCredential}
        />
      </div>
      <AddressNotice values={values} integration={integration} onUse={onUse} />
      {integration && <CredentialNotice integration={integration} />}
      {integration && <ImageHostNotice integration={integration} />}
      <AdvancedFields {...props} field={field} />
      <TextAreaField
        {...field('description')}
        label={t('form.description')}
        rows={2}
      />
    </>
  );
}
