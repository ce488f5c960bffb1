import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import {
  PullCredentialSource,
  PullSecretProblem,
} from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Foreign } from '../../ui';
import styles from './PullCredentials.module.css';

export interface SourceChoiceProps {
  label: string;
  value: PullCredentialSource;
  /** Can the portal make a credential in the registry? */
  canMint: boolean;
  /** Why the integration's own credential cannot be chosen. */
  ownRefused: PullSecretProblem | undefined;
  error: string | undefined;
  onChange(source: PullCredentialSource): void;
}

const sources = ['none', 'separate', 'minted', 'own'] as const;

/** The credentials to choose from, each with what follows from it. */
export function SourceChoice({
  label,
  value,
  canMint,
  ownRefused,
  error,
  onChange,
}: SourceChoiceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const refused = ownRefused && word(ownRefused);
  const offered = sources.filter(source => source !== 'minted' || canMint);
  return (
    <RadioGroup
      label={label}
      value={value}
      onChange={source => onChange(source as PullCredentialSource)}
      validationBehavior="aria"
      validate={() => error}
    >
      <div className={styles.sources}>
        {offered.map(source => (
          <Radio
            key={source}
            value={source}
            className={styles.source}
            isDisabled={source === 'own' && refused !== undefined}
          >
            <span className={styles.sourceText}>
              <Text as="span">{t(`pullCredentials.source.${source}`)}</Text>
              <Text as="span" variant="body-small" color="secondary">
                {t(`decide.${source}`)}
              </Text>
              {source === 'own' && refused && (
                <Text as="span" variant="body-small">
                  <Foreign>
                    {t('decide.ownRefused', {
                      reason: refused.message,
                      remedy: refused.remedy,
                    })}
                  </Foreign>
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
