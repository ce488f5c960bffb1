import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  Integration,
  ProviderInfo,
} from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import { CredentialNotice } from '../../ui';
import { ImageHostNotice } from '../state';
import { AddressNotice, AddressNoticeProps } from './AddressNotice';
import { AdvancedFields } from './AdvancedFields';
import { FormState } from './FieldInput';
import { FieldSection } from './FieldSection';
import { fieldStates } from './fieldStates';
import { TypeCards } from './TypeCards';

export interface IntegrationFieldsProps {
  form: FormState;
  integration?: Integration;
  providers: readonly ProviderInfo[];
  onUse: AddressNoticeProps['onUse'];
}

/** Everything there is to enter about a registry. */
export function IntegrationFields({
  form,
  integration,
  providers,
  onUse,
}: IntegrationFieldsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const { values, errors, onChange } = form;
  const provider = providers.find(({ type }) => type === values.type);
  const states = fieldStates({ values, integration, provider }, t);
  return (
    <>
      {integration ? (
        <Text as="p">
          {word('FIELD_TYPE')}: {provider?.title ?? integration.type}
        </Text>
      ) : (
        <TypeCards
          providers={providers}
          value={values.type}
          error={errors.type}
          onChange={type => onChange('type', type)}
        />
      )}
      <FieldSection section="title" states={states} form={form} />
      <FieldSection section="connection" states={states} form={form} />
      <AddressNotice values={values} integration={integration} onUse={onUse} />
      {integration && (
        <CredentialNotice
          state={integration.credentialState}
          expiresAt={integration.credentialExpiresAt}
        />
      )}
      {integration && <ImageHostNotice integration={integration} />}
      <AdvancedFields states={states} form={form} />
      <FieldSection section="end" states={states} form={form} />
    </>
  );
}
