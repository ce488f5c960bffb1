import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  ConnectionSuggestion,
  Integration,
  recogniseVendor,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { IntegrationFormValues } from './IntegrationFormValues';
import { normalisedAddress } from './toRequest';

export interface AddressNoticeProps {
  values: IntegrationFormValues;
  /** Its type cannot be changed. */
  integration?: Integration;
  onUse(suggestion: Omit<ConnectionSuggestion, 'message'>): void;
}

/** Says whose registry the address leads to, and offers what fits it better. */
export function AddressNotice({
  values,
  integration,
  onUse,
}: AddressNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const address = normalisedAddress(values.url);
  const found = address === undefined ? undefined : recogniseVendor(address);
  if (!found) {
    return null;
  }
  const { vendor, login, suggestion = {} } = found;
  const isBetter =
    (suggestion.type !== undefined && suggestion.type !== values.type) ||
    (suggestion.url !== undefined && suggestion.url !== address);
  const isPossible = !integration || suggestion.type === integration.type;
  return (
    <Alert
      role="note"
      icon
      status="info"
      title={t('form.vendor', { vendor })}
      description={login && t(`form.vendorLogin.${login}`)}
      customActions={
        isBetter &&
        isPossible && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => onUse(suggestion)}
          >
            {t('form.useSuggestion')}
          </Button>
        )
      }
    />
  );
}
