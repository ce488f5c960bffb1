import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PasswordField, Text, TextAreaField, TextField } from '@backstage/ui';
import {
  Integration,
  ProviderInfo,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translation';
import { CredentialNotice } from '../CredentialNotice';
import { AdvancedFields } from './AdvancedFields';
import styles from './IntegrationForm.module.css';
import {
  defaultImageHost,
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
import { isAddressChanged, isPasswordRemoved } from './toRequest';
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
}

/** Everything there is to enter about a registry. */
export function IntegrationFields(props: IntegrationFieldsProps) {
  const { values, errors, integration, providers, onChange } = props;
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
  let passwordDescription: string = t('form.passwordDescription');
  if (integration?.hasCredential) {
    passwordDescription = t('form.passwordKept');
    if (isPasswordRemoved(values, integration)) {
      passwordDescription = t('form.passwordRemoved');
    } else if (isAddressChanged(values, integration)) {
      passwordDescription = t('form.passwordDemanded');
    }
  }
  const isUnchanged =
    integration?.hasCredential &&
    !isAddressChanged(values, integration) &&
    !isPasswordRemoved(values, integration);

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
          description={t('form.addressDescription')}
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
          placeholder={defaultImageHost(values.url)}
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
        <PasswordField
          {...field('password')}
          label={t('form.password')}
          description={passwordDescription}
          placeholder={isUnchanged ? t('form.passwordUnchanged') : undefined}
          autoComplete="new-password"
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
      {integration && <CredentialNotice integration={integration} />}
      <AdvancedFields {...props} field={field} />
      <TextAreaField
        {...field('description')}
        label={t('form.description')}
        rows={2}
      />
    </>
  );
}
