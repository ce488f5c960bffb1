import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import { ProviderInfo } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
} from '../../translations';
import styles from './IntegrationForm.module.css';

export interface TypeCardsProps {
  providers: readonly ProviderInfo[];
  value: string;
  error?: string;
  onChange(type: string): void;
}

/** One card per registry type the backend knows. */
export function TypeCards({
  providers,
  value,
  error,
  onChange,
}: TypeCardsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: word } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  return (
    <RadioGroup
      label={word('FIELD_TYPE')}
      isRequired
      secondaryLabel={t('form.required')}
      orientation="horizontal"
      value={value || null}
      onChange={onChange}
      validationBehavior="aria"
      validate={() => error}
    >
      <div className={styles.types}>
        {providers.map(provider => (
          <Radio
            key={provider.type}
            value={provider.type}
            className={styles.type}
          >
            <span className={styles.typeText}>
              <Text as="span" weight="bold">
                {provider.title}
              </Text>
              {provider.description && (
                <Text as="span" variant="body-small" color="secondary">
                  {provider.description}
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
